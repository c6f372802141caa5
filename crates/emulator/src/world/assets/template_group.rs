//! Groups of templates, whose figures are counted together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::world::parameter::{list, required, text};
use crate::world::{Turn, World, ids};

/// All of them, by their ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct TemplateGroups {
    by_id: BTreeMap<u64, TemplateGroup>,
}

/// A group of templates.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TemplateGroup {
    id: u64,
    name: String,
    description: String,
    pub templates: BTreeSet<u64>,
}

impl TemplateGroups {
    pub(crate) fn get(&self, id: u64) -> Option<&TemplateGroup> {
        self.by_id.get(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &TemplateGroup)> {
        self.by_id.iter().map(|(id, group)| (*id, group))
    }

    pub(crate) fn delete(&mut self, id: u64) {
        self.by_id.remove(&id);
    }
}

impl World {
    /// A group as it shows itself; templates that have been deleted are in none.
    pub(crate) fn template_group(&self, group: &TemplateGroup) -> Value {
        let templates = group.templates.iter().filter_map(|id| self.templates.get(*id));
        let templates = templates.map(|template| {
            json!({
                "id": template.id.to_string(), "name": template.name, "language": template.language,
                "category": template.category, "status": template.status,
            })
        });
        json!({
            "id": group.id.to_string(),
            "name": group.name,
            "description": group.description,
            "whatsapp_business_templates": { "data": templates.collect::<Vec<_>>() },
        })
    }

    /// Makes a group; its id.
    pub(crate) fn create_template_group(&mut self, turn: &mut Turn<'_>, parameters: &Value) -> Result<u64, Refusal> {
        let id = ids::object_id(turn.rng);
        let group = TemplateGroup {
            id,
            name: required(parameters, "name")?,
            description: text(parameters, "description").unwrap_or_default(),
            templates: self.named_templates(parameters, "whatsapp_business_templates")?,
        };
        self.assets.template_groups.by_id.insert(id, group);
        Ok(id)
    }

    /// Changes what a group is called and what is in it.
    pub(crate) fn change_template_group(&mut self, id: u64, parameters: &Value) -> Result<(), Refusal> {
        let added = self.named_templates(parameters, "add_templates")?;
        let removed = self.named_templates(parameters, "remove_templates")?;
        let group = self.assets.template_groups.by_id.get_mut(&id);
        let group = group.ok_or_else(|| Refusal::unknown_object(&id.to_string()))?;
        group.name = text(parameters, "name").unwrap_or(std::mem::take(&mut group.name));
        group.description = text(parameters, "description").unwrap_or(std::mem::take(&mut group.description));
        group.templates.extend(added);
        group.templates.retain(|template| !removed.contains(template));
        Ok(())
    }

    /// Templates of the account, by their ids.
    fn named_templates(&self, parameters: &Value, name: &str) -> Result<BTreeSet<u64>, Refusal> {
        let named = list(parameters, name)?.unwrap_or_default();
        let known = |id: &Value| {
            let id = id.as_u64().or_else(|| id.as_str()?.parse().ok());
            let id = id.filter(|id| self.templates.get(*id).is_some());
            id.ok_or_else(|| Refusal::of_graph(format!("Param {name} has the id of no template.")))
        };
        named.iter().map(known).collect()
    }
}
