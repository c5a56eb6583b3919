//! Pages and the JSON API: a request in, one call of `app`, a page or JSON out. Knows neither SQL nor how rules work.
