//! Style, script and icon: part of the program, under names that change with their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tierwise_app::service::AppError;

use crate::failure::Failure;

struct Asset {
    name: &'static str,
    content_type: &'static str,
    content: &'static [u8],
}

const ASSETS: [Asset; 3] = [
    Asset { name: "app.css", content_type: "text/css; charset=utf-8", content: include_bytes!("../assets/app.css") },
    Asset { name: "app.js", content_type: "text/javascript; charset=utf-8", content: include_bytes!("../assets/app.js") },
    Asset { name: "icon.svg", content_type: "image/svg+xml", content: include_bytes!("../assets/icon.svg") },
];

/// Each with its address: the same address always has the same content.
static URLS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let url = |asset: &Asset| {
        let digest = Sha256::digest(asset.content);
        let mark: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        format!("/assets/{mark}-{}", asset.name)
    };
    ASSETS.iter().map(url).collect()
});

/// The address of an asset.
pub fn url(name: &str) -> &'static str {
    let place = ASSETS.iter().position(|asset| asset.name == name);
    place.and_then(|place| URLS.get(place)).map_or("", String::as_str)
}

pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, Failure> {
    let place = URLS.iter().position(|url| url.strip_prefix("/assets/") == Some(name.as_str()));
    let asset = place.and_then(|place| ASSETS.get(place)).ok_or(Failure(AppError::NotFound))?;
    let headers = [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.content).into_response())
}
