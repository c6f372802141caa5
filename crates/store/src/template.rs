//! Templates as rows, with what happened to each. Changes of them go through `apply`, like every decision.

use crate::error::{Error, Result};
use crate::record::Json;
use crate::row::{id, word};
use crate::sql::list;
use crate::{Tx, args};
use domain::id::{ConversationId, TemplateId, WorkspaceId};
use domain::policy::{TemplateCategory, TemplateStatus};
use domain::template::{ChangeKind, NewTemplate, Review, Status, Template, TemplateBook};
use domain::time::Timestamp;
use domain::world::World;
use std::collections::BTreeSet;

macro_rules! templates {
    ($tail:literal) => {
        concat!(
            "SELECT id, account_id, meta_id, name, language, category, status, quality, content, draft, review, created_at, \
             updated_at FROM templates WHERE workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    /// What is deleted is only shown to who asks for it.
    LIST = templates!("AND (CAST($2 AS TEXT) IS NULL OR account_id = $2) AND (CAST($3 AS TEXT) IS NULL OR category = $3) \
         AND (status = $4 OR CAST($4 AS TEXT) IS NULL AND status <> 'deleted') AND (CAST($5 AS TEXT) IS NULL OR language = $5) \
         AND (CAST($6 AS TEXT) IS NULL OR quality = $6) \
         AND (CAST($7 AS TEXT) IS NULL OR name LIKE $7 ESCAPE '!' OR lower(body) LIKE $7 ESCAPE '!') \
         AND (name, language, id) > ($8, $9, $10) ORDER BY name, language, id LIMIT $11");
    ONE = templates!("AND id = $2");
    /// Held until the commit, so that two people's changes do not undo each other.
    HOLD = templates!("AND id = $2 {for_update}");
    OF_NAME = templates!("AND account_id = $2 AND name = $3 ORDER BY language");
    OF_ACCOUNT = templates!("AND account_id = $2 ORDER BY id {for_update}");
    BY_META_ID = templates!("AND meta_id IN {list_2} ORDER BY id {for_update}");
    BY_NAME = templates!("AND name IN {list_2} ORDER BY id {for_update}");
    NAMED = templates!("AND name IN {list_2} AND status <> 'deleted' ORDER BY name, language, id");
    /// What the gate asks about the templates that flows say.
    STANDING = "SELECT name, language, category, status FROM templates WHERE workspace_id = $1 AND name IN {list_2} \
         AND status <> 'deleted' ORDER BY id";
    /// What the gate asks about a template sent in a conversation: that of the number's account.
    STANDING_IN = "SELECT t.category, t.status FROM conversations c \
         JOIN numbers n ON n.workspace_id = c.workspace_id AND n.id = c.number_id \
         JOIN templates t ON t.workspace_id = c.workspace_id AND t.account_id = n.waba_id AND t.name = $3 AND t.language = $4 \
         WHERE c.workspace_id = $1 AND c.id = $2 AND t.status <> 'deleted'";
    CHANGES = "SELECT c.id, c.actor_id, u.name AS actor_name, c.detail, c.at FROM template_changes c \
         LEFT JOIN users u ON u.workspace_id = c.workspace_id AND u.id = c.actor_id \
         WHERE c.workspace_id = $1 AND c.template_id = $2 ORDER BY c.at DESC, c.id DESC LIMIT $3";
    DELETE = "DELETE FROM templates WHERE workspace_id = $1 AND id = $2";
    DELETE_CHANGES = "DELETE FROM template_changes WHERE workspace_id = $1 AND template_id = $2";
    SYNCED = "INSERT INTO template_syncs (workspace_id, account_id, synced_at) VALUES ($1, $2, $3) \
         ON CONFLICT (workspace_id, account_id) DO UPDATE SET synced_at = excluded.synced_at";
    SYNCS = "SELECT account_id, synced_at FROM template_syncs WHERE workspace_id = $1";
}

/// Which templates to list; `None` for any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub account: Option<String>,
    pub category: Option<String>,
    pub status: Option<String>,
    pub language: Option<String>,
    pub quality: Option<String>,
    /// Of [`crate::search::pattern`].
    pub pattern: Option<String>,
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct ChangeRow {
        pub id: String,
        pub actor_id: Option<String>,
        pub actor_name: Option<String>,
        pub detail: Json<ChangeKind>,
        pub at: i64,
    }
}

crate::record! {
    struct TemplateRow {
        id: String,
        account_id: String,
        meta_id: Option<String>,
        name: String,
        language: String,
        category: String,
        status: String,
        quality: String,
        content: Option<Json<NewTemplate>>,
        draft: Option<Json<NewTemplate>>,
        review: Json<Review>,
        created_at: i64,
        updated_at: i64,
    }
}

impl TemplateRow {
    fn into_template(self) -> Result<Template> {
        Ok(Template {
            id: id("template", &self.id)?,
            account: self.account_id,
            meta_id: self.meta_id,
            name: self.name,
            language: self.language,
            category: self.category,
            status: word("template status", &self.status)?,
            quality: word("template quality", &self.quality)?,
            content: self.content.map(|content| content.0),
            draft: self.draft.map(|draft| draft.0),
            review: self.review.0,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
        })
    }
}

fn read(rows: Vec<TemplateRow>) -> Result<Vec<Template>> {
    rows.into_iter().map(TemplateRow::into_template).collect()
}

/// By name and language; `after` is the name, language and id of the last row of the page before this one.
pub async fn list_page(
    tx: &mut Tx,
    workspace: WorkspaceId,
    filter: Filter,
    after: Option<(String, String, String)>,
    limit: u32,
) -> Result<Vec<Template>> {
    let Filter { account, category, status, language, quality, pattern } = filter;
    let (name, in_language, id) = after.unwrap_or_default();
    let args = args![workspace, account, category, status, language, quality, pattern, name, in_language, id, limit];
    read(tx.rows(LIST, args).await?)
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: TemplateId) -> Result<Option<Template>> {
    tx.row::<TemplateRow>(ONE, args![workspace, id]).await?.map(TemplateRow::into_template).transpose()
}

/// For a write transaction that will change it.
pub async fn hold(tx: &mut Tx, workspace: WorkspaceId, id: TemplateId) -> Result<Option<Template>> {
    tx.row::<TemplateRow>(HOLD, args![workspace, id]).await?.map(TemplateRow::into_template).transpose()
}

/// The template of this name in all its languages.
pub async fn of_name(tx: &mut Tx, workspace: WorkspaceId, account: &str, name: &str) -> Result<Vec<Template>> {
    read(tx.rows(OF_NAME, args![workspace, account, name]).await?)
}

/// Everything of an account, for a write transaction that compares it with Meta's list.
pub async fn of_account(tx: &mut Tx, workspace: WorkspaceId, account: &str) -> Result<Vec<Template>> {
    read(tx.rows(OF_ACCOUNT, args![workspace, account]).await?)
}

/// Those of these names, in every account and language.
pub async fn named<'a>(
    tx: &mut Tx,
    workspace: WorkspaceId,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Template>> {
    read(tx.rows(NAMED, args![workspace, list(names)?]).await?)
}

/// The templates that a batch of webhooks speaks of, by Meta's ids and by names: an id may not be known yet.
pub(crate) async fn load(
    tx: &mut Tx,
    workspace: WorkspaceId,
    meta_ids: &BTreeSet<String>,
    names: &BTreeSet<String>,
    world: &mut World,
) -> Result<()> {
    for (sql, keys) in [(BY_META_ID, meta_ids), (BY_NAME, names)] {
        if keys.is_empty() {
            continue;
        }
        for template in read(tx.rows(sql, args![workspace, list(keys)?]).await?)? {
            world.add_template(template);
        }
    }
    Ok(())
}

/// What the gate has to know of the templates of these names.
pub async fn standing<'a>(
    tx: &mut Tx,
    workspace: WorkspaceId,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<TemplateBook> {
    let rows: Vec<(String, String, String, String)> = tx.rows(STANDING, args![workspace, list(names)?]).await?;
    let mut book = TemplateBook::default();
    for (name, language, category, status) in rows {
        let (category, status) = as_gate(&category, &status)?;
        book.insert(&name, &language, category, status);
    }
    Ok(book)
}

/// The same of one template that is sent in a conversation.
pub async fn standing_in(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    name: &str,
    language: &str,
) -> Result<Option<(TemplateCategory, TemplateStatus)>> {
    let row: Option<(String, String)> = tx.row(STANDING_IN, args![workspace, conversation, name, language]).await?;
    row.map(|(category, status)| as_gate(&category, &status)).transpose()
}

fn as_gate(category: &str, status: &str) -> Result<(TemplateCategory, TemplateStatus)> {
    let status = Status::parse(status).ok_or_else(|| Error::unreadable("template status", status))?;
    Ok((TemplateCategory::from_meta(category), status.for_sending()))
}

/// The last of its changes, the newest first.
pub async fn changes(tx: &mut Tx, workspace: WorkspaceId, id: TemplateId, limit: u32) -> Result<Vec<ChangeRow>> {
    tx.rows(CHANGES, args![workspace, id, limit]).await
}

pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: TemplateId) -> Result<bool> {
    tx.execute(DELETE_CHANGES, args![workspace, id]).await?;
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}

/// Notes that Meta's list of an account was compared with ours.
pub async fn synced(tx: &mut Tx, workspace: WorkspaceId, account: &str, at: Timestamp) -> Result<()> {
    tx.execute(SYNCED, args![workspace, account, at]).await?;
    Ok(())
}

/// When each account was looked at last.
pub async fn syncs(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<(String, Timestamp)>> {
    let rows: Vec<(String, i64)> = tx.rows(SYNCS, args![workspace]).await?;
    Ok(rows.into_iter().map(|(account, at)| (account, Timestamp(at))).collect())
}
