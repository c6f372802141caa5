//! Files that leave: streamed as they are read, or, as a workbook, written to the disk first.

use crate::app::App;
use crate::export::{self, Lines, What, safe, workbook};
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ExportContacts};
use crate::http::extract::Asked;
use crate::http::file;
use crate::http::problem::Problem;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use futures::stream;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    #[default]
    Csv,
    Xlsx,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportContactsQuery {
    #[param(inline)]
    pub format: Option<ExportFormat>,
    /// Part of a name, a phone number or a username.
    pub q: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportEventsQuery {
    #[param(inline)]
    pub format: Option<ExportFormat>,
    /// Only events of this name.
    pub name: Option<String>,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Contacts as a file
#[utoipa::path(get, path = "/exports/contacts", tag = "imports", params(ExportContactsQuery),
    security(("session" = []), ("token" = ["export_contacts"])),
    responses((status = 200, description = "CSV or XLSX", body = Vec<u8>, content_type = "application/octet-stream")))]
pub async fn export_contacts(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ExportContacts>,
    Asked(asked): Asked<ExportContactsQuery>,
) -> Result<Response, Problem> {
    let what = What::Contacts { q: asked.q };
    answer(&app, &caller, what, "contacts", asked.format.unwrap_or_default()).await
}

/// Events as a file
#[utoipa::path(get, path = "/exports/events", tag = "imports", params(ExportEventsQuery),
    security(("session" = []), ("token" = ["export_contacts"])),
    responses((status = 200, description = "CSV or XLSX", body = Vec<u8>, content_type = "application/octet-stream")))]
pub async fn export_events(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ExportContacts>,
    Asked(asked): Asked<ExportEventsQuery>,
) -> Result<Response, Problem> {
    let what = What::Events { name: asked.name };
    answer(&app, &caller, what, "events", asked.format.unwrap_or_default()).await
}

/// The lines as a file of that name; who took it is written down.
pub(in crate::http) async fn answer(
    app: &App,
    caller: &Caller,
    what: What,
    name: &'static str,
    format: ExportFormat,
) -> Result<Response, Problem> {
    let mut tx = app.db.write().await?;
    audit::note(app, &mut tx, caller, "export.read", name).await?;
    tx.commit().await?;
    let lines = Lines::of(app, caller.workspace, what).await?;
    if format == ExportFormat::Xlsx {
        let book = workbook(lines).await.map_err(|error| Problem::internal(&error))?;
        let book = tokio_util::io::ReaderStream::new(tokio::fs::File::from_std(book));
        return Ok(file::answer(&format!("{name}.xlsx"), XLSX, Body::from_stream(book)));
    }
    let pages = stream::try_unfold((lines, true), |(mut lines, first)| async move {
        if first {
            let titles = export::lines(true, [lines.titles()])?;
            return Ok::<_, std::io::Error>(Some((titles, (lines, false))));
        }
        let page = lines.next().await.map_err(std::io::Error::other)?;
        let Some(page) = page else { return Ok(None) };
        let page = page.into_iter().map(|line| line.into_iter().map(|cell| safe(&cell)));
        Ok(Some((export::lines(false, page)?, (lines, false))))
    });
    Ok(file::answer(&format!("{name}.csv"), "text/csv; charset=utf-8", Body::from_stream(pages)))
}
