//! Categories that Meta changes: announced a day before, as the account's other templates go on.

use serde_json::json;

use super::World;
use super::turn::{Event, Turn};
use crate::clock::Millis;

const NOTICE: Millis = 24 * 3_600 * 1_000;

impl World {
    /// Finds that a template is of another category: it becomes so in a day, or at once without notice.
    pub(crate) fn correct_category(&mut self, turn: &mut Turn<'_>, id: u64, category: &str, notice: bool) -> bool {
        let Some(template) = self.templates.get_mut(id) else { return false };
        template.correct_category = Some(category.to_owned());
        if !notice {
            self.recategorise(turn, id);
            return true;
        }
        let value = json!({
            "message_template_id": id,
            "message_template_name": template.name,
            "message_template_language": template.language,
            "new_category": template.category,
            "correct_category": category,
            "category_update_timestamp": (turn.now + NOTICE) / 1_000,
        });
        turn.webhook("template_category_update", &value, None, 0);
        turn.later(NOTICE, Event::TemplateRecategorised(id));
        true
    }

    /// The change takes effect, unless it was taken back.
    pub(super) fn recategorise(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(template) = self.templates.get_mut(id) else { return };
        let Some(category) = template.correct_category.take() else { return };
        let previous = std::mem::replace(&mut template.category, category);
        let value = json!({
            "message_template_id": id,
            "message_template_name": template.name,
            "message_template_language": template.language,
            "previous_category": previous,
            "new_category": template.category,
        });
        template.previous_category = Some(previous);
        turn.webhook("template_category_update", &value, None, 0);
    }
}
