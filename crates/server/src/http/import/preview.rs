//! The first rows of a file, and what each would become.

use super::view::{ImportFault, ImportMapping, same};
use crate::app::App;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::import::path_of;
use crate::import::rows::Rows;
use axum::Json;
use axum::extract::State;
use domain::contact::attribute::Attribute;
use domain::id::ImportId;
use domain::import::mapping::Mapping;
use domain::import::row::{Happening, Person, Reader, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use store::import::Import;
use utoipa::ToSchema;

const ROWS: usize = 20;

#[derive(Debug, Deserialize, ToSchema)]
pub struct PreviewImport {
    pub mapping: ImportMapping,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPreview {
    pub rows: Vec<ImportPreviewRow>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPreviewRow {
    pub row: u64,
    pub cells: Vec<String>,
    /// Empty when the row reads well.
    pub faults: Vec<ImportFault>,
    #[schema(required = true)]
    pub person: Option<ImportPreviewPerson>,
    #[schema(required = true)]
    pub event: Option<ImportPreviewEvent>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPreviewPerson {
    #[schema(required = true)]
    pub phone: Option<String>,
    #[schema(required = true)]
    pub name: Option<String>,
    #[schema(required = true)]
    pub language: Option<String>,
    pub labels: Vec<String>,
    #[schema(value_type = Object)]
    pub fields: BTreeMap<String, Value>,
    /// Category and state.
    pub consents: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPreviewEvent {
    #[schema(required = true)]
    pub id: Option<String>,
    pub name: String,
    #[schema(required = true)]
    pub at: Option<i64>,
    #[schema(value_type = Object)]
    pub properties: BTreeMap<String, Value>,
}

/// What the first rows would become
#[utoipa::path(post, path = "/imports/{id}/preview", tag = "imports", params(("id" = String, Path, format = "uuid")),
    request_body = PreviewImport, security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "At most twenty rows", body = ImportPreview)))]
pub async fn preview_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
    Body { value: asked, .. }: Body<PreviewImport>,
) -> Result<Json<ImportPreview>, Problem> {
    let mut tx = app.db.read().await?;
    let import = store::import::one(&mut tx, caller.workspace, id).await?;
    let attributes = store::attribute::list(&mut tx, caller.workspace).await?;
    drop(tx);
    let import = import.ok_or_else(|| Problem::not_found("import"))?;
    let mapping = asked.mapping.checked(import.titles.len(), import.subject)?;
    let path = path_of(&app.settings.data_directory, &import.file_digest);
    let file = File::open(path).map_err(|_| Problem::not_found("file any more"))?;
    let rows = tokio::task::spawn_blocking(move || read(file, &import, &mapping, &attributes)).await;
    Ok(Json(ImportPreview { rows: rows.map_err(|error| Problem::internal(&error))?? }))
}

fn read(
    file: File,
    import: &Import,
    mapping: &Mapping,
    attributes: &[Attribute],
) -> Result<Vec<ImportPreviewRow>, Problem> {
    let broken = |error: crate::import::FileError| Problem::invalid("file", error.to_string());
    let reader = Reader { mapping, titles: &import.titles, subject: import.subject, attributes };
    let mut rows = Rows::of(file, import.format);
    let mut shown = Vec::with_capacity(ROWS);
    if mapping.has_header {
        rows.next_row().map_err(broken)?;
    }
    while shown.len() < ROWS
        && let Some((row, cells)) = rows.next_row().map_err(broken)?
    {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        shown.push(show(row, cells, reader.read(&texts))?);
    }
    Ok(shown)
}

fn show(
    row: u64,
    cells: &[String],
    read: Result<Row, Vec<domain::import::fault::Fault>>,
) -> Result<ImportPreviewRow, Problem> {
    let (read, faults) = match read {
        Ok(read) => (Some(read), Vec::new()),
        Err(faults) => (None, faults),
    };
    let (person, happening) = read.map(|row| (row.person, row.happening)).unzip();
    let event = happening.flatten().map(event_of);
    let person = person.map(ImportPreviewPerson::from);
    Ok(ImportPreviewRow { row, cells: cells.to_vec(), faults: same(&faults)?, person, event })
}

pub(in crate::http) fn event_of(happening: Happening) -> ImportPreviewEvent {
    ImportPreviewEvent {
        id: happening.external_id,
        name: happening.name,
        at: happening.at.map(domain::time::Timestamp::as_millis),
        properties: happening.properties,
    }
}

impl From<Person> for ImportPreviewPerson {
    fn from(person: Person) -> Self {
        let consents =
            person.consents.into_iter().map(|(category, state, _)| (category.to_string(), state.to_string()));
        Self {
            phone: person.phone.map(|phone| phone.to_string()),
            name: person.name,
            language: person.language,
            labels: person.labels.into_iter().collect(),
            fields: person.fields,
            consents: consents.collect(),
        }
    }
}
