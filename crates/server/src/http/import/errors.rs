//! The rows that were left out, as a file to mend and bring again: row number and reason, then the cells as they were.

use crate::app::App;
use crate::export::{self, safe};
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{Asked, At};
use crate::http::file;
use crate::http::problem::Problem;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use domain::id::{ImportId, WorkspaceId};
use futures::stream;
use serde::Deserialize;
use store::import::{FaultyRow, Import};
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReadErrors {
    /// The language of the reasons: `es`, `pt-BR` or `en`.
    pub language: Option<String>,
}

const PAGE: u32 = 1_000;

/// The rows that were left out, with their reasons
#[utoipa::path(get, path = "/imports/{id}/errors", tag = "imports", params(("id" = String, Path, format = "uuid"), ReadErrors),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "A CSV file", body = String, content_type = "text/csv")))]
pub async fn read_import_errors(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
    Asked(asked): Asked<ReadErrors>,
) -> Result<Response, Problem> {
    let import = store::import::one(&mut app.db.read().await?, caller.workspace, id).await?;
    let import = import.ok_or_else(|| Problem::not_found("import"))?;
    let name = format!("errors-{}.csv", import.file_name.rsplit_once('.').map_or(&*import.file_name, |(stem, _)| stem));
    let pages =
        Pages { app, workspace: caller.workspace, language: asked.language.unwrap_or_default(), after: None, import };
    let pages = stream::try_unfold(pages, |mut pages| async move {
        let page = pages.next().await?;
        Ok::<_, std::io::Error>(page.map(|page| (page, pages)))
    });
    Ok(file::answer(&name, "text/csv; charset=utf-8", Body::from_stream(pages)))
}

struct Pages {
    app: App,
    workspace: WorkspaceId,
    language: String,
    /// The last row that was given; `None` before the titles.
    after: Option<u64>,
    import: Import,
}

impl Pages {
    async fn next(&mut self) -> std::io::Result<Option<Bytes>> {
        let Some(after) = self.after else {
            self.after = Some(0);
            let titles = ["row", "reason"].into_iter().map(str::to_owned).chain(self.import.titles.iter().cloned());
            return export::lines(true, [titles]).map(Some);
        };
        let mut tx = self.app.db.read().await.map_err(std::io::Error::other)?;
        let rows = store::import::faulty(&mut tx, self.workspace, self.import.id, after, PAGE).await;
        let rows = rows.map_err(std::io::Error::other)?;
        let Some(last) = rows.last() else { return Ok(None) };
        self.after = Some(last.row);
        let lines = rows.iter().map(|row| self.line(row));
        export::lines(false, lines).map(Some)
    }

    fn line<'a>(&'a self, faulty: &'a FaultyRow) -> impl Iterator<Item = String> + 'a {
        let reasons: Vec<String> = faulty.faults.iter().map(|fault| fault.sentence(&self.language)).collect();
        let cells = faulty.cells.iter().map(|cell| safe(cell));
        [faulty.row.to_string(), safe(&reasons.join("; "))].into_iter().chain(cells)
    }
}
