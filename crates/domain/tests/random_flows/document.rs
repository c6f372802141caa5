//! Flows as the dice fall. Nodes lead forwards, those that wait for a reply anywhere, so that no round is without a
//! question; time-outs are short and lead forwards, so that free text stays within the window.

use crate::dice::Dice;
use serde_json::{Map, Value, json};

/// Two flows that may call one another in one direction.
pub fn flows(dice: &mut Dice) -> Vec<String> {
    let careful = Making { careless: false, asks_first: dice.one_in(2) };
    vec![careful.flow(dice, "Principal", Some("Ayuda")), careful.flow(dice, "Ayuda", None)]
}

/// The same without any care.
pub fn careless_flows(dice: &mut Dice) -> Vec<String> {
    let careless = Making { careless: true, asks_first: false };
    vec![careless.flow(dice, "Principal", Some("Ayuda")), careless.flow(dice, "Ayuda", Some("Principal"))]
}

struct Making {
    careless: bool,
    /// The start asks, so that a flow may begin again from anywhere.
    asks_first: bool,
}

const KINDS: usize = 30;

impl Making {
    fn flow(&self, dice: &mut Dice, name: &str, calls: Option<&str>) -> String {
        let count = 4 + dice.below(14);
        let mut nodes = Map::new();
        for number in 0..count {
            nodes.insert(format!("n{number}"), self.node(dice, number, count, calls));
        }
        let note =
            if dice.one_in(2) { json!({"note": "x", "team": "Ventas"}) } else { json!({"person": "ana@example.com"}) };
        nodes.insert(format!("n{count}"), json!({ "hand_over": note }));
        let mut triggers = vec![json!({"keyword": ["persona"], "anytime": true, "go_to": format!("n{count}")})];
        if name == "Principal" {
            triggers.push(json!({"any_message": true}));
        } else {
            triggers.push(json!({"keyword": "ayuda", "match": "contains"}));
            triggers.push(json!({"referral": true}));
        }
        let mut document = json!({
            "name": name, "language": "es", "time_zone": "Europe/Madrid", "triggers": triggers, "start": "n0",
            "business_hours": {"monday": "09:00-14:00", "friday": "22:00-02:00"},
            "knowledge": {"shop": [{"questions": ["horario", "a qué hora abren"], "answer": "De 9 a 14"}]},
            "nodes": nodes,
        });
        let fields = document.as_object_mut().unwrap();
        if dice.one_in(2) {
            fields.insert("gather".into(), json!("3s"));
        }
        if dice.one_in(2) {
            fields.insert("not_understood".into(), json!({"rephrase": "¿Cómo?", "menu": format!("n{count}")}));
        }
        if dice.one_in(3) {
            fields.insert("fallback".into(), json!("Un momento, {{ contact.name }}"));
        }
        document.to_string()
    }

    /// A node ahead, or any when there is no care.
    fn ahead(&self, dice: &mut Dice, number: usize, count: usize) -> String {
        if self.careless {
            return format!("n{}", dice.below(count + 2));
        }
        format!("n{}", number + 1 + dice.below(count - number))
    }

    fn anywhere(&self, dice: &mut Dice, count: usize) -> String {
        format!("n{}", dice.below(count + 1 + usize::from(self.careless)))
    }

    fn text(&self, dice: &mut Dice) -> Value {
        let known = [
            "Hola",
            "Hola {{ contact.name }}",
            "{{ v | default('?') }}",
            "{{ now.time }} {{ message.text | default('') }}",
        ];
        let unknown = [
            "{{ v }}",
            "{{ contact.fields.x.y }}",
            "{{ nobody }}",
            "{% for i in range(99999) %}x{% endfor %}",
            "{{ 1 / 0 }}",
        ];
        if self.careless && dice.one_in(4) { json!(dice.pick(&unknown)) } else { json!(dice.pick(&known)) }
    }

    #[expect(clippy::too_many_lines, reason = "one line or two for each kind")]
    fn node(&self, dice: &mut Dice, number: usize, count: usize, calls: Option<&str>) -> Value {
        let text = self.text(dice);
        let (next, back, late) =
            (self.ahead(dice, number, count), self.anywhere(dice, count), self.ahead(dice, number, count));
        let timeout = *dice.pick(&["5m", "20m", "1h"]);
        let buttons = json!([{"id": "a", "title": "Uno", "go_to": back}, {"id": "b", "title": "Dos"}]);
        let other = calls.unwrap_or("Nadie");
        let kind = if self.asks_first && number == 0 { 8 } else { dice.below(KINDS) };
        let mut node = match kind {
            0 => json!({"say": {"text": text}, "next": next}),
            1 => {
                json!({"say": {"text": text, "buttons": buttons, "timeout": timeout, "save_as": "v"}, "next": back, "on_timeout": late})
            }
            2 => {
                let rows: Vec<Value> =
                    (0..6).map(|id| json!({"id": format!("r{id}"), "title": format!("Fila {id}")})).collect();
                json!({"say": {"text": text, "buttons": rows, "timeout": timeout}, "next": back, "otherwise": back})
            }
            3 => json!({"say": {"location": {"latitude": 40.4, "longitude": "{{ 3 }}"}}, "next": next}),
            4 => {
                json!({"say": {"text": text, "request_location": true, "save_as": "v", "timeout": timeout}, "next": back, "on_timeout": late})
            }
            5 => json!({"say": {"reaction": "👍"}, "next": next}),
            6 => json!({"say": {"template": {"name": "back", "language": "es", "body": [text]}}, "next": next}),
            7 => {
                json!({"say": {"text": text, "whatsapp_flow": {"flow_id": "1", "data": {"a": "{{ 1 }}"}}, "timeout": timeout, "save_as": "v"}, "next": back, "on_timeout": late})
            }
            8..=11 => {
                let kind = *dice.pick(&[
                    "text",
                    "number",
                    "email",
                    "phone",
                    "date",
                    "time",
                    "date_time",
                    "rating",
                    "location",
                    "file",
                    "yes_no",
                ]);
                json!({"ask": {"text": text, "type": kind, "save_as": "v", "retries": dice.below(3), "timeout": timeout}, "next": back, "on_timeout": late})
            }
            12 => {
                json!({"ask": {"text": text, "type": "choice", "choices": buttons, "save_as": "v", "timeout": timeout}, "next": back, "on_failure": back})
            }
            13 => {
                json!({"ask_consent": {"category": "marketing", "text": text, "save_as": "v", "timeout": timeout}, "next": back, "otherwise": back})
            }
            14 => {
                let kind = *dice.pick(&["csat", "nps", "ces"]);
                json!({"survey": {"kind": kind, "text": text, "follow_up": text, "save_as": "v", "timeout": timeout}, "next": next, "on_timeout": late})
            }
            15 => json!({"knowledge": {"collection": "shop"}, "next": next, "otherwise": late}),
            16 => {
                json!({"request_payment": {"text": text, "reference": "r1", "link": {"text": "Pagar", "url": "https://example.com"}, "timeout": timeout}, "next": next, "on_failure": late, "on_timeout": late})
            }
            17 => self.branch(dice, &next, &late),
            18 => json!({"split": [{"weight": 1, "go_to": next}, {"weight": 2, "go_to": late}]}),
            19 => json!({"wait": {"for": timeout}, "next": next}),
            20 => {
                json!({"wait": {"event": "paid", "timeout": timeout, "save_as": "v"}, "next": next, "on_timeout": late, "otherwise": back})
            }
            21 => json!({"wait_for_reply": {"save_as": "v", "timeout": timeout}, "next": back, "on_timeout": late}),
            22 => json!({"set_variable": {"name": "v", "value": text}, "next": next}),
            23 => {
                if dice.one_in(2) {
                    json!({"set_contact_field": {"field": "city", "value": text}, "next": next})
                } else {
                    json!({"set_language": dice.pick(&["pt-BR", "en"]), "next": next})
                }
            }
            24 => json!({"label": {"add": ["a"], "remove": ["b"]}, "next": next}),
            25 => {
                json!({"http_request": {"url": "https://example.com/x", "save_as": "v", "map": {"w": "answer.id"}}, "next": next, "on_failure": late})
            }
            26 => {
                json!({"language_model": {"instructions": "Be kind", "topics": ["shoes"]}, "next": next, "otherwise": late})
            }
            27 => match calls {
                Some(_) => {
                    json!({"call_flow": {"flow": other, "input": {"v": text}, "save_as": "v"}, "next": next})
                }
                None => json!({"end": {"outcome": "done"}}),
            },
            28 => {
                if dice.one_in(2) {
                    json!({"start_flow": {"flow": other, "contact": "+34600999888"}, "next": next, "on_failure": late})
                } else {
                    json!({"notify_staff": {"to": "+34600999888", "text": text}, "next": next, "on_failure": late})
                }
            }
            _ => match dice.below(4) {
                0 => json!({"assign": {"team": "Ventas"}, "next": next}),
                1 => json!({"go_to": next}),
                2 if self.careless || (self.asks_first && number > 0) => json!({"restart": {}}),
                _ => json!({"end": {}}),
            },
        };
        // Whoever does not answer the start is not asked again and again.
        if self.asks_first && number == 0 {
            node.as_object_mut().unwrap().remove("on_timeout");
        }
        // Sometimes there is no way on.
        if dice.one_in(12) && node.get("say").is_none() {
            node.as_object_mut().unwrap().remove("next");
        }
        node
    }

    fn branch(&self, dice: &mut Dice, next: &str, late: &str) -> Value {
        let case = match dice.below(6) {
            0 => json!({"label": "a", "go_to": next}),
            1 => json!({"language": "pt", "go_to": next}),
            2 => json!({"hours": "open", "go_to": next}),
            3 => json!({"window": "open", "go_to": next}),
            4 => json!({"attribute": {"field": "city", "known": true}, "go_to": next}),
            _ if self.careless && dice.one_in(2) => json!({"when": "nobody > 3", "go_to": next}),
            _ => json!({"when": "now.hour > 12", "go_to": next}),
        };
        json!({"branch": [case], "otherwise": late})
    }
}
