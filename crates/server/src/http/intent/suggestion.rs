//! Real messages that may teach: those nothing was made of, and those that agents correct.

use super::teach::{announce, room_for};
use super::view::sentence;
use crate::app::App;
use crate::http::caller::{Allowed, ManageConversations, ManageFlows};
use crate::http::extract::{Asked, At, Body};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::{ConversationId, ExampleId, IntentId, SuggestionId};
use domain::intent::{Example, Reason, Suggestion, Texts, WANTS_NOTHING, is_name};
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use store::intent::material::{self, Lesson};
use store::intent::suggestion::{self, Group};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct IntentSuggestion {
    #[schema(format = "uuid")]
    pub id: String,
    pub text: String,
    /// How often it was written, those that say the same included.
    pub times: i64,
    pub last_at: i64,
    /// What somebody says it should have been.
    #[schema(required = true)]
    pub corrected: Option<String>,
    /// What the model would have said.
    #[schema(required = true)]
    pub guess: Option<String>,
    /// Where it was written last.
    #[schema(required = true, format = "uuid")]
    pub conversation_id: Option<String>,
    pub reason: SuggestionReason,
    /// Messages that say the same in other words.
    pub alike: Vec<AlikeMessage>,
}

/// A message that says the same as another. It is taught or dismissed by itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlikeMessage {
    #[schema(format = "uuid")]
    pub id: String,
    pub text: String,
    pub times: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionReason {
    /// Nothing fitted.
    NotUnderstood,
    /// The customer was asked back.
    Unsure,
    /// It was no answer to what a flow asked.
    NoAnswer,
    /// An agent says what it should have been.
    Corrected,
}

impl SuggestionReason {
    fn of(reason: &str) -> Self {
        match Reason::parse(reason) {
            Some(Reason::Corrected) => Self::Corrected,
            Some(Reason::NoAnswer) => Self::NoAnswer,
            Some(Reason::Unsure) => Self::Unsure,
            Some(Reason::NotUnderstood) | None => Self::NotUnderstood,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct TeachSuggestion {
    /// The name of the intent it becomes a sentence of; `none` for none of them.
    pub intent: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct CorrectMessage {
    pub text: String,
    /// What it should have been understood as; `none` for nothing.
    pub intent: String,
    #[serde(default)]
    #[schema(format = "uuid")]
    pub conversation_id: Option<String>,
}

fn not_found() -> Problem {
    Problem::not_found("suggestion")
}

/// Messages that may teach: corrections first, then the most frequent
///
/// Those that say the same stand together. They are what customers wrote: `read_conversations` is needed as well.
#[utoipa::path(get, path = "/intents/suggestions", tag = "intents", params(PageQuery),
    security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 200, description = "The first of them; those that are settled make room for others",
        body = Page<IntentSuggestion>)))]
pub async fn list_suggestions(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    Asked(page): Asked<PageQuery>,
) -> Result<Json<Page<IntentSuggestion>>, Problem> {
    caller.require(Permission::ReadConversations)?;
    let groups = suggestion::groups(&mut app.db.read().await?, caller.workspace, COMPARED).await?;
    let alike = app.understanding.alike(groups.iter().map(|group| group.text.clone()).collect()).await;
    let mut groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    let mut take = |places: Vec<usize>| {
        let taken = places.into_iter().filter_map(|at| groups.get_mut(at).and_then(Option::take));
        suggested(taken.collect())
    };
    let mut suggestions: Vec<IntentSuggestion> = alike.into_iter().filter_map(&mut take).collect();
    suggestions.sort_by_key(|one| std::cmp::Reverse((one.corrected.is_some(), one.times, one.last_at)));
    suggestions.truncate(usize::try_from(page.limit()).unwrap_or(usize::MAX));
    Ok(Json(Page::whole(suggestions)))
}

/// Messages that are compared with each other; those that wait behind them come up when these are settled.
const COMPARED: u32 = 300;

/// Messages that say the same as one suggestion; it stands under what most others resemble.
fn suggested(groups: Vec<Group>) -> Option<IntentSuggestion> {
    let times = groups.iter().map(|group| group.times).sum();
    let last_at = groups.iter().map(|group| group.last_at).max()?;
    let corrected = groups.iter().find_map(|group| group.corrected.clone());
    let guess = groups.iter().find_map(|group| group.guess.clone());
    let reason = groups.iter().map(|group| group.reason.as_str()).min()?;
    let reason = SuggestionReason::of(reason);
    let mut groups = groups.into_iter();
    let Group { id, text, conversation_id, .. } = groups.next()?;
    let alike = groups.map(|other| AlikeMessage { id: other.id, text: other.text, times: other.times }).collect();
    Some(IntentSuggestion { id, text, times, last_at, corrected, guess, conversation_id, reason, alike })
}

/// Teach a message
///
/// It becomes a sentence of the intent; the messages that say the same are settled with it.
#[utoipa::path(post, path = "/intents/suggestions/{id}/teach", tag = "intents",
    params(("id" = String, Path, format = "uuid")), request_body = TeachSuggestion,
    security(("session" = []), ("token" = ["manage_flows"])), responses((status = 204, description = "Taught")))]
pub async fn teach_suggestion(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<SuggestionId>,
    Body { value: asked, .. }: Body<TeachSuggestion>,
) -> Result<StatusCode, Problem> {
    let now = app.universe.now();
    let mut tx = app.db.write().await?;
    let names = material::names(&mut tx, caller.workspace).await?;
    if asked.intent != WANTS_NOTHING && !names.contains_key(&asked.intent) {
        return Err(super::view::not_found());
    }
    let text = suggestion::settle(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    let lesson = app.universe.with_ids(|ids| Lesson {
        id: names.get(&asked.intent).copied().unwrap_or_else(|| IntentId::new(ids, now)),
        name: asked.intent.clone(),
        title: Texts::new(),
        examples: vec![(ExampleId::new(ids, now), Example::plain(text))],
    });
    room_for(&mut tx, caller.workspace, std::slice::from_ref(&lesson)).await?;
    material::teach(&mut tx, caller.workspace, vec![lesson], now).await?;
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

/// Dismiss a message
///
/// Nothing is to be learnt from it, nor from those that say the same.
#[utoipa::path(delete, path = "/intents/suggestions/{id}", tag = "intents",
    params(("id" = String, Path, format = "uuid")), security(("session" = []), ("token" = ["manage_flows"])),
    responses((status = 204, description = "Dismissed")))]
pub async fn dismiss_suggestion(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageFlows>,
    At(id): At<SuggestionId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    suggestion::settle(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}

/// Correct what was understood
///
/// An agent says what a message should have been; whoever trains the bot decides whether it is taught.
#[utoipa::path(post, path = "/intents/corrections", tag = "intents", request_body = CorrectMessage,
    security(("session" = []), ("token" = ["manage_conversations"])),
    responses((status = 204, description = "Kept as a suggestion")))]
pub async fn correct_message(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageConversations>,
    Body { value: asked, .. }: Body<CorrectMessage>,
) -> Result<StatusCode, Problem> {
    let text = sentence("text", &asked.text)?;
    if !is_name(&asked.intent) {
        return Err(Problem::invalid("intent", "the name of an intent, or none"));
    }
    let conversation = asked.conversation_id.as_deref().map(str::parse::<ConversationId>).transpose();
    let conversation = conversation.map_err(|_| Problem::invalid("conversation_id", "the id of a conversation"))?;
    let at = app.universe.now();
    let id = app.universe.with_ids(|ids| SuggestionId::new(ids, at));
    let correction = Suggestion { id, conversation, text, reason: Reason::Corrected, intent: Some(asked.intent), at };
    let mut tx = app.db.write().await?;
    suggestion::keep(&mut tx, caller.workspace, vec![correction]).await?;
    tx.commit().await?;
    announce(&app);
    Ok(StatusCode::NO_CONTENT)
}
