//! Messages that may become examples. What was written several times is one suggestion.

use crate::error::Result;
use crate::{Tx, args};
use domain::id::{SuggestionId, WorkspaceId};
use domain::intent::{Suggestion, key_of};
use domain::time::Timestamp;

crate::statements! {
    /// The most frequent first; what people corrected says more than a guess.
    GROUPS = "SELECT MAX(id) AS id, MAX(text) AS text, COUNT(*) AS times, MAX(at) AS last_at, \
         MAX(CASE WHEN reason = 'corrected' THEN intent END) AS corrected, MAX(intent) AS guess, MAX(conversation_id) AS conversation_id, \
         MIN(reason) AS reason \
         FROM intent_suggestions WHERE workspace_id = $1 GROUP BY folded ORDER BY times DESC, last_at DESC, id LIMIT $2";
    ONE = "SELECT text, folded FROM intent_suggestions WHERE workspace_id = $1 AND id = $2";
    SETTLE = "DELETE FROM intent_suggestions WHERE workspace_id = $1 AND folded = $2";
    FORGET = "DELETE FROM intent_suggestions WHERE workspace_id = $1 AND at < $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct Group {
        /// Of the last message of the group.
        pub id: String,
        pub text: String,
        pub times: i64,
        pub last_at: i64,
        /// What somebody says it should have been.
        pub corrected: Option<String>,
        pub guess: Option<String>,
        pub conversation_id: Option<String>,
        /// The first of its reasons by name: a correction before everything else.
        pub reason: String,
    }
}

pub async fn keep(tx: &mut Tx, workspace: WorkspaceId, suggestions: Vec<Suggestion>) -> Result<()> {
    let row = |it: Suggestion| {
        let folded = key_of(&it.text);
        args![workspace, it.id, it.conversation, it.text, folded, it.reason.as_str(), it.intent, it.at]
    };
    let rows = suggestions.into_iter().map(row).collect();
    let head = "INSERT INTO intent_suggestions (workspace_id, id, conversation_id, text, folded, reason, intent, at)";
    tx.insert(head, rows, "").await.map(drop)
}

pub async fn groups(tx: &mut Tx, workspace: WorkspaceId, most: u32) -> Result<Vec<Group>> {
    tx.rows(GROUPS, args![workspace, most]).await
}

/// Takes a suggestion and all that say the same off the list; answers its text.
pub async fn settle(tx: &mut Tx, workspace: WorkspaceId, id: SuggestionId) -> Result<Option<String>> {
    let found: Option<(String, String)> = tx.row(ONE, args![workspace, id]).await?;
    let Some((text, folded)) = found else { return Ok(None) };
    tx.execute(SETTLE, args![workspace, folded]).await?;
    Ok(Some(text))
}

/// What nobody looked at in time.
pub async fn forget(tx: &mut Tx, workspace: WorkspaceId, before: Timestamp) -> Result<u64> {
    tx.execute(FORGET, args![workspace, before]).await
}
