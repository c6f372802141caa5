//! What people work on: intents, examples, entities.

use crate::error::Result;
use crate::record::Json;
use crate::row;
use crate::sql::json;
use crate::{Tx, args};
use domain::id::{ExampleId, IntentId, WorkspaceId};
use domain::intent::{CustomEntity, Example, Intent, Mark, Texts, TrainingSet, WANTS_NOTHING, key_of};
use domain::time::Timestamp;
use std::collections::BTreeMap;

macro_rules! intents {
    ($tail:literal) => {
        concat!(
            "SELECT i.id, i.name, i.title, (SELECT COUNT(*) FROM intent_examples e WHERE e.workspace_id = i.workspace_id \
             AND e.intent_id = i.id) AS examples, i.created_at, i.updated_at FROM intents i WHERE i.workspace_id = $1 ",
            $tail
        )
    };
}

crate::statements! {
    LIST = intents!("ORDER BY i.name");
    ONE = intents!("AND i.id = $2");
    NAMES = "SELECT name, id FROM intents WHERE workspace_id = $1";
    CHANGE = "UPDATE intents SET name = $3, title = $4, updated_at = $5 WHERE workspace_id = $1 AND id = $2";
    DELETE = "DELETE FROM intents WHERE workspace_id = $1 AND id = $2";
    EXAMPLES = "SELECT id, text, marks, created_at FROM intent_examples \
         WHERE workspace_id = $1 AND intent_id = $2 AND id > $3 ORDER BY id LIMIT $4";
    EVERY_EXAMPLE = "SELECT intent_id, text, marks FROM intent_examples WHERE workspace_id = $1 ORDER BY intent_id, id";
    INTENT_OF_EXAMPLE = "SELECT intent_id FROM intent_examples WHERE workspace_id = $1 AND id = $2";
    CHANGE_EXAMPLE = "UPDATE intent_examples SET intent_id = $3, text = $4, folded = $5, marks = $6 \
         WHERE workspace_id = $1 AND id = $2";
    DELETE_EXAMPLE = "DELETE FROM intent_examples WHERE workspace_id = $1 AND id = $2";
    DELETE_EXAMPLES = "DELETE FROM intent_examples WHERE workspace_id = $1 AND intent_id = $2";
    ENTITIES = "SELECT entity FROM custom_entities WHERE workspace_id = $1 ORDER BY name";
    DELETE_ENTITY = "DELETE FROM custom_entities WHERE workspace_id = $1 AND name = $2";
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct IntentRow {
        pub id: String,
        pub name: String,
        pub title: Json<Texts>,
        pub examples: i64,
        pub created_at: i64,
        pub updated_at: i64,
    }
}

crate::record! {
    #[derive(Clone, Debug)]
    pub struct ExampleRow {
        pub id: String,
        pub text: String,
        pub marks: Json<Vec<Mark>>,
        pub created_at: i64,
    }
}

crate::record! {
    struct TaughtRow {
        intent_id: String,
        text: String,
        marks: Json<Vec<Mark>>,
    }
}

/// An intent with new examples, each with the id it gets.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// For when no intent has this name yet.
    pub id: IntentId,
    pub name: String,
    pub title: Texts,
    pub examples: Vec<(ExampleId, Example)>,
}

pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<IntentRow>> {
    tx.rows(LIST, args![workspace]).await
}

pub async fn one(tx: &mut Tx, workspace: WorkspaceId, id: IntentId) -> Result<Option<IntentRow>> {
    tx.row(ONE, args![workspace, id]).await
}

pub async fn names(tx: &mut Tx, workspace: WorkspaceId) -> Result<BTreeMap<String, IntentId>> {
    let rows: Vec<(String, String)> = tx.rows(NAMES, args![workspace]).await?;
    rows.into_iter().map(|(name, id)| Ok((name, row::id("intent", &id)?))).collect()
}

pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: IntentId,
    (name, title): (&str, &Texts),
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.execute(CHANGE, args![workspace, id, name, json(title)?, now]).await? > 0)
}

pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: IntentId) -> Result<bool> {
    tx.execute(DELETE_EXAMPLES, args![workspace, id]).await?;
    Ok(tx.execute(DELETE, args![workspace, id]).await? > 0)
}

/// By the order they were taught in; `after` is the last of the page before.
pub async fn examples(
    tx: &mut Tx,
    workspace: WorkspaceId,
    intent: IntentId,
    after: Option<ExampleId>,
    most: u32,
) -> Result<Vec<ExampleRow>> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    tx.rows(EXAMPLES, args![workspace, intent, after, most]).await
}

/// Adds intents that are not there, and to each its examples that are not; answers how many examples were new.
pub async fn teach(tx: &mut Tx, workspace: WorkspaceId, lessons: Vec<Lesson>, now: Timestamp) -> Result<u64> {
    let mut known = names(tx, workspace).await?;
    let mut intents = Vec::new();
    let mut examples = Vec::new();
    for lesson in lessons {
        let is_new = !known.contains_key(&lesson.name);
        let intent = *known.entry(lesson.name.clone()).or_insert(lesson.id);
        if is_new {
            intents.push(args![workspace, intent, lesson.name, json(&lesson.title)?, now, now]);
        }
        for (id, example) in lesson.examples {
            let folded = key_of(&example.text);
            examples.push(args![workspace, id, intent, example.text, folded, json(&example.marks)?, now]);
        }
    }
    let head = "INSERT INTO intents (workspace_id, id, name, title, created_at, updated_at)";
    tx.insert(head, intents, "").await?;
    let head = "INSERT INTO intent_examples (workspace_id, id, intent_id, text, folded, marks, created_at)";
    tx.insert(head, examples, "ON CONFLICT (workspace_id, intent_id, folded) DO NOTHING").await
}

/// Another text, other marks, another intent. False when there is no such example.
pub async fn change_example(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: ExampleId,
    intent: IntentId,
    example: &Example,
) -> Result<bool> {
    let (folded, marks) = (key_of(&example.text), json(&example.marks)?);
    let args = args![workspace, id, intent, example.text.as_str(), folded, marks];
    Ok(tx.execute(CHANGE_EXAMPLE, args).await? > 0)
}

pub async fn intent_of_example(tx: &mut Tx, workspace: WorkspaceId, id: ExampleId) -> Result<Option<IntentId>> {
    let row: Option<(String,)> = tx.row(INTENT_OF_EXAMPLE, args![workspace, id]).await?;
    row.map(|(id,)| row::id("intent", &id)).transpose()
}

pub async fn delete_example(tx: &mut Tx, workspace: WorkspaceId, id: ExampleId) -> Result<bool> {
    Ok(tx.execute(DELETE_EXAMPLE, args![workspace, id]).await? > 0)
}

pub async fn entities(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<CustomEntity>> {
    let rows: Vec<(Json<CustomEntity>,)> = tx.rows(ENTITIES, args![workspace]).await?;
    Ok(rows.into_iter().map(|(entity,)| entity.0).collect())
}

pub async fn save_entities(
    tx: &mut Tx,
    workspace: WorkspaceId,
    entities: &[CustomEntity],
    now: Timestamp,
) -> Result<()> {
    let row = |entity: &CustomEntity| Ok(args![workspace, entity.name.as_str(), json(entity)?, now]);
    let rows = entities.iter().map(row).collect::<Result<_>>()?;
    let head = "INSERT INTO custom_entities (workspace_id, name, entity, updated_at)";
    let tail =
        "ON CONFLICT (workspace_id, name) DO UPDATE SET entity = excluded.entity, updated_at = excluded.updated_at";
    tx.insert(head, rows, tail).await.map(drop)
}

pub async fn delete_entity(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> Result<bool> {
    Ok(tx.execute(DELETE_ENTITY, args![workspace, name]).await? > 0)
}

/// All of it, as it is learnt.
pub async fn training_set(tx: &mut Tx, workspace: WorkspaceId) -> Result<TrainingSet> {
    let rows: Vec<TaughtRow> = tx.rows(EVERY_EXAMPLE, args![workspace]).await?;
    let mut examples: BTreeMap<String, Vec<Example>> = BTreeMap::new();
    for TaughtRow { intent_id, text, marks } in rows {
        examples.entry(intent_id).or_default().push(Example { text, marks: marks.0 });
    }
    let mut set = TrainingSet { entities: entities(tx, workspace).await?, ..TrainingSet::default() };
    for intent in list(tx, workspace).await? {
        let examples = examples.remove(&intent.id).unwrap_or_default();
        if intent.name == WANTS_NOTHING {
            set.none.extend(examples.into_iter().map(|example| example.text));
        } else {
            set.intents.push(Intent { name: intent.name, title: intent.title.0, examples });
        }
    }
    Ok(set)
}
