//! The server: every route behind the layers, until somebody asks it to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tierwise_app::service::AppError;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::failure::Failure;
use crate::guard;
use crate::routes::routes;
use crate::site::{Asker, Site};

/// A form is never larger; uploads say so themselves.
const FORM_BYTES: usize = 256 << 10;
/// After the request to stop, open requests get so long.
const FAREWELL: Duration = Duration::from_secs(20);

/// Why counters cannot be kept.
#[derive(Debug, thiserror::Error)]
#[error("cannot keep counters for Prometheus: {0}")]
pub struct FiguresError(#[from] metrics_exporter_prometheus::BuildError);

/// Keeps counters of this process for Prometheus; once per process.
///
/// # Errors
/// When they are kept already.
pub fn keep_figures() -> Result<PrometheusHandle, FiguresError> {
    Ok(PrometheusBuilder::new().install_recorder()?)
}

/// Serves until `stopped`, then lets open requests end.
///
/// # Errors
/// When the socket fails.
pub async fn serve(listener: TcpListener, site: Site, stopped: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (farewell, told) = tokio::sync::oneshot::channel::<()>();
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        stopped.await;
        drop(farewell);
    });
    let patience = async {
        // The sender is dropped when the stop is asked for.
        let _ = told.await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        ended = server => ended,
        () = patience => Ok(()),
    }
}

/// Every route with the layers around it.
pub fn router(site: Site) -> Router {
    let mut router = Router::new();
    for route in routes() {
        router = router.route(route.path, route.handler);
    }
    let text_only = DefaultPredicate::new().and(NotForContentType::new("application/vnd"));
    router
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(CatchPanicLayer::custom(|_| Failure(AppError::Interrupted).into_response()))
        .layer(middleware::from_fn_with_state(site.clone(), guard::around))
        .layer(CompressionLayer::new().compress_when(text_only))
        .with_state(site)
}

/// A path that is none: like a thing that is hidden.
async fn nothing(asker: Asker) -> Failure {
    match asker.caller {
        tierwise_app::service::Caller::Anonymous => Failure(AppError::Anonymous),
        _ => Failure(AppError::NotFound),
    }
}

/// The process is alive.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The process can answer: its database does.
pub(crate) async fn readyz(State(site): State<Site>) -> Response {
    match site.app.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(error = %error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Counters for Prometheus, for whoever asks from this machine.
pub(crate) async fn figures(State(site): State<Site>, asker: Asker) -> Result<Response, Failure> {
    match &site.settings.figures {
        Some(figures) if asker.is_local => {
            let plain = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
            Ok((plain, figures.render()).into_response())
        }
        _ => Err(nothing(asker).await),
    }
}
