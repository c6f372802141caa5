//! Ready templates to begin with: our own, by industry and use, and those of the packs.

use crate::pack;
use domain::flow::document::read_document;
use domain::pack::{PackError, Texts};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One template in its languages.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    pub industry: String,
    /// What it is for, by language.
    pub title: Texts,
    /// The pack it belongs to.
    pub pack: Option<String>,
    /// What is posted to Meta's `message_templates`, once for each language.
    pub templates: Vec<Value>,
}

/// A file of `packs/library`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shelf {
    industry: String,
    entries: Vec<Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Texts,
    templates: Vec<Value>,
}

/// Our own first, then those of the packs.
pub fn all() -> Result<Vec<Entry>, PackError> {
    let mut entries = Vec::new();
    for (file, text) in pack::library_files() {
        let shelf: Shelf =
            read_document(text).map_err(|error| PackError::Unreadable { file: file.to_owned(), error })?;
        for Written { title, templates } in shelf.entries {
            let name = templates.first().map(name_of).unwrap_or_default();
            entries.push(Entry { name, industry: shelf.industry.clone(), title, pack: None, templates });
        }
    }
    for pack in pack::all()? {
        for part in pack.parts {
            let mut by_name: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            for template in part.templates {
                by_name.entry(name_of(&template)).or_default().push(template);
            }
            entries.extend(by_name.into_iter().map(|(name, templates)| Entry {
                name,
                industry: pack.facts.industry.clone(),
                title: part.playbook.title.clone(),
                pack: Some(pack.facts.name.clone()),
                templates,
            }));
        }
    }
    Ok(entries)
}

fn name_of(template: &Value) -> String {
    template.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::template::lint;
    use whatsapp::template::NewTemplate;

    #[test]
    fn every_ready_template_passes_the_lint_in_every_language() {
        let entries = all().unwrap();
        assert!(entries.iter().any(|entry| entry.pack.is_none()) && entries.iter().any(|entry| entry.pack.is_some()));
        for entry in entries {
            let read = |template: &Value| serde_json::from_value::<NewTemplate>(template.clone()).unwrap();
            let templates: Vec<NewTemplate> = entry.templates.iter().map(read).collect();
            let mut languages: Vec<&str> = templates.iter().map(|template| template.language.as_str()).collect();
            languages.sort_unstable();
            assert_eq!(languages, ["en", "es", "pt_BR"], "{}", entry.name);
            for template in &templates {
                let place = format!("{} in {}", template.name, template.language);
                assert_eq!(template.name, entry.name, "{place}");
                let errors: Vec<_> = lint::lint(template)
                    .into_iter()
                    .filter(|finding| entry.pack.is_none() || finding.severity() == lint::Severity::Error)
                    .collect();
                assert_eq!(errors, [], "{place}");
            }
            assert!(["en", "es", "pt-BR"].iter().all(|language| entry.title.contains_key(*language)), "{}", entry.name);
        }
    }
}
