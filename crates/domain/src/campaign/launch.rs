//! What a launch fixes: the templates as they were that day, and the numbers with their weights. Whatever is changed
//! afterwards, the campaign goes on with these.

use super::check::template_of;
use super::plan::Plan;
use crate::id::NumberId;
use crate::number::Number;
use crate::policy::TemplateCategory;
use crate::template::{NewTemplate, Template};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Launch {
    pub begins: Timestamp,
    pub numbers: Vec<LaunchedNumber>,
    /// In the order of the plan's.
    pub variants: Vec<LaunchedVariant>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchedNumber {
    pub id: NumberId,
    pub account: String,
    /// More of the people go to the faster number.
    pub weight: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaunchedVariant {
    pub name: String,
    pub template: String,
    pub language: String,
    pub category: TemplateCategory,
    /// The names of the blanks, in the order in which the ledger keeps their values.
    pub blanks: Vec<String>,
    pub content: NewTemplate,
}

impl Launch {
    /// Of a plan without faults; `None` when a number or a template is not there after all.
    pub fn of(plan: &Plan, numbers: &[Number], templates: &[Template], begins: Timestamp) -> Option<Self> {
        let chosen: Vec<&Number> =
            plan.numbers.iter().filter_map(|id| numbers.iter().find(|number| number.id == *id)).collect();
        let accounts: Vec<&str> = chosen.iter().map(|number| number.waba_id.as_str()).collect();
        let variants = plan.variants.iter().map(|variant| {
            let found: Vec<&Template> =
                accounts.iter().filter_map(|account| template_of(variant, templates, account)).collect();
            let content = found.first()?.content.clone()?;
            // Two accounts may see one template differently: the stricter category holds.
            let categories = found.iter().map(|template| TemplateCategory::from_meta(&template.category));
            Some(LaunchedVariant {
                name: variant.name.clone(),
                template: variant.template.clone(),
                language: variant.language.clone(),
                category: categories.min()?,
                blanks: variant.parameters.keys().cloned().collect(),
                content,
            })
        });
        let numbers = chosen.iter().map(|number| LaunchedNumber {
            id: number.id,
            account: number.waba_id.clone(),
            weight: number.messages_per_second.max(1),
        });
        Some(Self { begins, numbers: numbers.collect(), variants: variants.collect::<Option<_>>()? })
    }
}
