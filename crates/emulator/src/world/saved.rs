//! What is remembered between runs: people, chats, templates, files, the account and its numbers with all they have.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::account::Account;
use super::assets::Assets;
use super::blanks::Blanks;
use super::customer::Customer;
use super::media::Media;
use super::pricing::FreeService;
use super::quality::Record;
use super::template::Template;
use super::thread::Thread;
use super::turn::{MessageKey, ThreadKey};
use super::{Catalog, Draft, Number, NumberRecord, Quality, TemplateStatus, Turn, World};
use crate::clock::Millis;
use crate::config::NumberConfig;

/// A world, as it is written into a file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedWorld {
    customers: Vec<Customer>,
    abandoned: BTreeSet<String>,
    threads: Vec<(ThreadKey, Thread)>,
    templates: Vec<SavedTemplate>,
    blocked_names: BTreeMap<String, Millis>,
    files: Vec<SavedFile>,
    account: Account,
    numbers: Vec<SavedNumber>,
    catalog: Catalog,
    assets: Assets,
    accepted_count: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedTemplate {
    id: u64,
    name: String,
    language: String,
    category: String,
    status: TemplateStatus,
    parameter_format: String,
    components: Vec<Value>,
    rejected_reason: Option<String>,
    quality: Quality,
    record: Record,
    paced: bool,
    held: Vec<MessageKey>,
    correct_category: Option<String>,
    previous_category: Option<String>,
    message_send_ttl_seconds: Option<i64>,
    last_updated: Millis,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedFile {
    id: u64,
    number: usize,
    mime_type: String,
    sha256: String,
    /// In base64.
    data: String,
    expires_at: Millis,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedNumber {
    config: NumberConfig,
    free_service: FreeService,
    quality: Quality,
    delivered: u32,
    disliked: u32,
    upgraded: bool,
    in_maintenance_until: Millis,
    record: NumberRecord,
}

/// The reasons reviewers give, to know them again.
const REASONS: [&str; 6] =
    ["ABUSIVE_CONTENT", "INCORRECT_CATEGORY", "INVALID_FORMAT", "PROMOTIONAL", "SCAM", "TAG_CONTENT_MISMATCH"];

impl World {
    pub(crate) fn save(&self) -> SavedWorld {
        let mut threads: Vec<(ThreadKey, Thread)> = self.threads.iter().map(|(key, t)| (*key, t.clone())).collect();
        threads.sort_by_key(|(key, _)| *key);
        SavedWorld {
            customers: self.customers.iter().cloned().collect(),
            abandoned: self.customers.abandoned().clone(),
            threads,
            templates: self.templates.iter().map(SavedTemplate::of).collect(),
            blocked_names: self.templates.blocked_names().clone(),
            files: self.media.iter().map(SavedFile::of).collect(),
            account: self.account.clone(),
            numbers: self.numbers.iter().map(SavedNumber::of).collect(),
            catalog: self.catalog.clone(),
            assets: self.assets.clone(),
            accepted_count: self.accepted_count,
        }
    }

    /// Makes an empty world the one that was saved.
    pub(crate) fn restore(&mut self, turn: &mut Turn<'_>, saved: SavedWorld) {
        self.customers.replace(saved.customers, saved.abandoned);
        for (thread_key, thread) in &saved.threads {
            for (place, entry) in thread.places().filter(|(_, entry)| entry.author.is_none()) {
                self.places.insert(entry.id.clone(), MessageKey { thread: *thread_key, place });
            }
        }
        self.threads = saved.threads.into_iter().collect();
        for template in saved.templates {
            self.restore_template(turn, template);
        }
        self.templates.block_names(saved.blocked_names);
        for file in saved.files {
            if let Some(file) = file.into_media() {
                self.media.put(file);
            }
        }
        self.account = saved.account;
        self.catalog = saved.catalog;
        self.assets = saved.assets;
        self.restore_numbers(saved.numbers);
        self.accepted_count = saved.accepted_count;
    }

    /// Numbers keep their places, which chats and groups name them by; those the configuration has added come last.
    fn restore_numbers(&mut self, saved: Vec<SavedNumber>) {
        let mut configured = std::mem::take(&mut self.numbers);
        for known in saved {
            let id = &known.config.phone_number_id;
            let place = configured.iter().position(|number| number.config.phone_number_id == *id);
            let allowed_recipients = place.and_then(|place| configured.remove(place).config.allowed_recipients);
            self.numbers.push(known.into_number(allowed_recipients));
        }
        self.numbers.append(&mut configured);
    }

    fn restore_template(&mut self, turn: &mut Turn<'_>, saved: SavedTemplate) {
        let draft = Draft {
            name: saved.name,
            language: saved.language,
            category: saved.category.clone(),
            parameter_format: saved.parameter_format,
            components: saved.components,
            message_send_ttl_seconds: saved.message_send_ttl_seconds,
        };
        let blanks = Blanks::of(&draft.components, &draft.parameter_format);
        let made = self.insert_template(turn, draft, saved.status);
        self.templates.rename(made, saved.id);
        let Some(template) = self.templates.get_mut(saved.id) else { return };
        template.category = saved.category;
        template.blanks = blanks;
        template.rejected_reason =
            saved.rejected_reason.and_then(|reason| REASONS.iter().copied().find(|known| *known == reason));
        template.quality = saved.quality;
        template.record = saved.record;
        template.paced = saved.paced;
        template.held = saved.held;
        template.correct_category = saved.correct_category;
        template.previous_category = saved.previous_category;
        template.last_updated = saved.last_updated;
    }
}

impl SavedTemplate {
    fn of(template: &Template) -> Self {
        Self {
            id: template.id,
            name: template.name.clone(),
            language: template.language.clone(),
            category: template.category.clone(),
            status: template.status,
            parameter_format: template.parameter_format.clone(),
            components: template.components.clone(),
            rejected_reason: template.rejected_reason.map(str::to_owned),
            quality: template.quality,
            record: template.record,
            paced: template.paced,
            held: template.held.clone(),
            correct_category: template.correct_category.clone(),
            previous_category: template.previous_category.clone(),
            message_send_ttl_seconds: template.message_send_ttl_seconds,
            last_updated: template.last_updated,
        }
    }
}

impl SavedFile {
    fn of(media: &Media) -> Self {
        Self {
            id: media.id,
            number: media.number,
            mime_type: media.mime_type.clone(),
            sha256: media.sha256.clone(),
            data: STANDARD.encode(&media.bytes),
            expires_at: media.expires_at,
        }
    }

    fn into_media(self) -> Option<Media> {
        let Self { id, number, mime_type, sha256, data, expires_at } = self;
        let bytes = STANDARD.decode(data).ok()?.into();
        Some(Media { id, number, mime_type, sha256, bytes, expires_at })
    }
}

impl SavedNumber {
    fn of(number: &Number) -> Self {
        Self {
            config: number.config.clone(),
            free_service: number.free_service,
            quality: number.quality,
            delivered: number.delivered,
            disliked: number.disliked,
            upgraded: number.upgraded,
            in_maintenance_until: number.in_maintenance_until,
            record: number.record.clone(),
        }
    }

    /// Whom it may write to is for the configuration to say, as long as the number is in it.
    fn into_number(self, allowed_recipients: Option<Vec<String>>) -> Number {
        let mut number = Number::new(NumberConfig { allowed_recipients, ..self.config });
        number.free_service = self.free_service;
        number.quality = self.quality;
        number.delivered = self.delivered;
        number.disliked = self.disliked;
        number.upgraded = self.upgraded;
        number.in_maintenance_until = self.in_maintenance_until;
        number.record = self.record;
        number
    }
}
