//! Everything but inputs: bubbles, logic, and what belongs to other services.

use super::{Place, Typebot, condition, formula, inputs, option_words, options, rich_text};
use crate::flow::import::Fate;
use crate::flow::import::choices::set_variable;
use crate::flow::import::draft::Node;
use crate::flow::import::json::{list, number, text, words};
use crate::flow::import::tree::Tree;
use serde_json::{Value, json};

impl Typebot<'_> {
    pub(super) fn block(&mut self, block: &Value, place: &Place, question: Option<&Value>) {
        let kind = text(block, "type");
        match kind {
            kind if inputs::is_input(kind) => {
                let question = question.map(rich_text::of);
                self.input(kind, block, place, question);
            }
            "text" => self.text(block, place),
            "image" | "video" | "audio" | "embed" => self.media(kind, block, place),
            "Set variable" => self.set_variable(block, place),
            "Condition" => self.condition(block, place),
            "Wait" => self.wait(block, place),
            "Redirect" => self.redirect(block, place),
            "Jump" => self.jump(block, place),
            "Typebot link" => self.link(block, place),
            "AB test" => self.split(block, place),
            "Webhook" | "HTTP request" | "Zapier" | "Make.com" | "Pabbly" => self.request(block, place),
            "start" => self.draft.pass(&place.name, place.next.as_ref()),
            "Return" => {
                self.left_out(place, "it goes back to where a jump or a command came from; here the flow goes on");
            }
            "webhook" => self.listen(place),
            "Code" | "Script" => {
                self.left_out(place, "a program, which is not run here; an HTTP request can do its work");
            }
            "Google Analytics" | "Pixel" => self.left_out(place, "figures are kept by Recado itself"),
            "" => self.left_out(place, "it does not say what it is"),
            other => {
                self.left_out(place, &format!("“{other}” belongs to another service; an HTTP request can do its work"));
            }
        }
    }

    /// A block that the conversation can do without.
    pub(super) fn left_out(&mut self, place: &Place, why: &str) {
        self.draft.note(Fate::Dropped, &place.at, why);
        self.draft.pass(&place.name, place.next.as_ref());
    }

    /// A block without which the conversation makes no sense.
    pub(super) fn untranslated(&mut self, place: &Place, why: &str) {
        self.draft.note(Fate::Dropped, &place.at, why);
        let note = Tree::map([("note", Tree::text(format!("Imported flow: {}", place.at)))]);
        self.draft.add(&place.name, Node::new("hand_over", note));
    }

    fn text(&mut self, block: &Value, place: &Place) {
        let words = rich_text::of(block);
        let said = self.said(&words, &place.at);
        if said.trim().is_empty() {
            return self.left_out(place, "there is no text in it");
        }
        self.draft
            .add(&place.name, Node::new("say", Tree::map([("text", Tree::text(said))])).next(place.next.as_ref()));
    }

    fn media(&mut self, kind: &str, block: &Value, place: &Place) {
        let content = block.get("content").unwrap_or(&Value::Null);
        let Some(url) = words(content, "url") else { return self.left_out(place, "it has no address") };
        let (link, _) = self.variables.in_address(&url);
        if content.pointer("/clickLink/url").is_some() {
            self.draft.note(Fate::Dropped, &place.at, "the address that a tap on it opens");
        }
        let hosted = matches!(text(content, "type"), "youtube" | "vimeo" | "tiktok");
        let path = url.split(['?', '#']).next().unwrap_or_default().to_lowercase();
        let content = match kind {
            "embed" => None,
            "video" if hosted => None,
            "image" if matches!(path.rsplit('.').next(), Some("gif" | "svg")) => {
                self.draft.note(
                    Fate::Changed,
                    &place.at,
                    "WhatsApp shows no such pictures: its address is sent instead",
                );
                None
            }
            kind => Some(kind),
        };
        let said = if let Some(kind) = content {
            Tree::map([("media", Tree::map([("kind", Tree::text(kind)), ("link", Tree::text(link))]))])
        } else {
            self.draft.note(Fate::Changed, &place.at, "its address is sent, with a preview");
            Tree::map([("text", Tree::text(link)), ("link_preview", Tree::Value(true.into()))])
        };
        self.draft.add(&place.name, Node::new("say", said).next(place.next.as_ref()));
    }

    fn set_variable(&mut self, block: &Value, place: &Place) {
        let Some(name) = self.variables.named(text(options(block), "variableId")).map(str::to_owned) else {
            return self.left_out(place, "it names no variable");
        };
        let formula = option_words(block, "expressionToEvaluate");
        let value = match text(options(block), "type") {
            "" | "Custom" => match formula {
                None => Some(String::new()),
                Some(formula) => formula::value(&formula, &self.variables),
            },
            "Empty" => Some(String::new()),
            "Now" => Some("{{ now.date }} {{ now.time }}".to_owned()),
            "Today" => Some("{{ now.date }}".to_owned()),
            "Phone number" => Some("{{ contact.phone }}".to_owned()),
            "Contact name" => Some("{{ contact.name }}".to_owned()),
            other => {
                let why = format!("`{name}` is set to “{other}”, which has no counterpart");
                return self.left_out(place, &why);
            }
        };
        let Some(value) = value else {
            return self.left_out(place, &format!("`{name}` is worked out by a program, which is not run here"));
        };
        let inner = value.strip_prefix("{{ ").and_then(|rest| rest.strip_suffix(" }}"));
        let number = inner.and_then(|inner| inner.parse::<serde_json::Number>().ok());
        let value = number.map_or_else(|| Tree::text(value), |number| Tree::Value(Value::Number(number)));
        self.draft.add(&place.name, set_variable(&name, value).next(place.next.as_ref()));
    }

    fn condition(&mut self, block: &Value, place: &Place) {
        let otherwise = self.draft.or_finish(place.next.as_ref());
        let mut cases = Vec::new();
        for (index, item) in list(block, "items").iter().enumerate() {
            let condition = item.get("content").unwrap_or(&Value::Null);
            // A case that holds and has no edge ends the conversation; only what no case holds for goes on.
            let target = self.target(text(item, "outgoingEdgeId"));
            let target = self.draft.or_finish(target.as_ref());
            match condition::expression(condition, &self.variables) {
                Ok(when) => cases.push(Tree::map([("when", Tree::text(when)), ("go_to", Tree::text(target))])),
                Err(why) => self.draft.note(Fate::Dropped, &place.at, format!("case {}: {why}", index + 1)),
            }
        }
        if cases.is_empty() {
            self.draft.pass(&place.name, Some(&otherwise));
            return;
        }
        self.draft.add(&place.name, Node::new("branch", Tree::List(cases)).route("otherwise", Some(&otherwise)));
    }

    fn wait(&mut self, block: &Value, place: &Place) {
        let seconds = number(options(block), "secondsToWaitFor").filter(|seconds| *seconds >= 1.0);
        let Some(seconds) = seconds else { return self.left_out(place, "it waits for no time that we can read") };
        let span = Tree::text(format!("{:.0}s", seconds.min(2_592_000.0)));
        self.draft.add(&place.name, Node::new("wait", Tree::map([("for", span)])).next(place.next.as_ref()));
    }

    fn redirect(&mut self, block: &Value, place: &Place) {
        let Some(url) = option_words(block, "url") else { return self.left_out(place, "it has no address") };
        let (link, _) = self.variables.in_address(&url);
        self.draft.note(Fate::Changed, &place.at, "a chat cannot open a page by itself: its address is sent");
        let said = Tree::map([("text", Tree::text(link)), ("link_preview", Tree::Value(true.into()))]);
        self.draft.add(&place.name, Node::new("say", said).next(place.next.as_ref()));
    }

    fn jump(&mut self, block: &Value, place: &Place) {
        let block_id = text(options(block), "blockId");
        let target = self.place(text(options(block), "groupId"), Some(block_id).filter(|id| !id.is_empty()));
        if target.is_none() {
            self.draft.note(Fate::Dropped, &place.at, "it leads to nothing in the file");
        }
        self.draft.pass(&place.name, target.as_ref().or(place.next.as_ref()));
    }

    fn link(&mut self, block: &Value, place: &Place) {
        let bot = text(options(block), "typebotId");
        if bot == "current" || bot.is_empty() {
            if place.next.is_some() {
                let message = "Typebot comes back from there; here what stands after it is not come back to";
                self.draft.note(Fate::Changed, &place.at, message);
            }
            return self.jump(block, place);
        }
        self.untranslated(place, "it goes on in another typebot, which is not in the file; a person takes over");
    }

    /// Another system resumes the conversation there; here it tells an event.
    fn listen(&mut self, place: &Place) {
        let message = format!("it goes on when POST /api/v1/events tells the event “{}”", place.name);
        self.draft.note(Fate::Changed, &place.at, message);
        let event = Tree::map([("event", Tree::text(&place.name))]);
        self.draft.add(&place.name, Node::new("wait", event).next(place.next.as_ref()));
    }

    fn split(&mut self, block: &Value, place: &Place) {
        let first = number(options(block), "aPercent").unwrap_or(50.0).clamp(0.0, 100.0);
        let otherwise = self.draft.or_finish(place.next.as_ref());
        let mut ways = Vec::new();
        for (item, percent) in list(block, "items").iter().zip([first, 100.0 - first]) {
            let target = self.target(text(item, "outgoingEdgeId")).unwrap_or_else(|| otherwise.clone());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
            let weight = percent.round() as u64;
            ways.push(Tree::map([("weight", Tree::Value(json!(weight))), ("go_to", Tree::text(target))]));
        }
        if ways.is_empty() {
            return self.left_out(place, "it has no ways");
        }
        self.draft.add(&place.name, Node::new("split", Tree::List(ways)));
    }
}
