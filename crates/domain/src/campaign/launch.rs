//! What a launch fixes: the templates as they were that day, and the numbers with their weights. Whatever is changed
//! afterwards, the campaign goes on with these.

use super::check::template_of;
use super::plan::Plan;
use crate::id::NumberId;
use crate::number::Number;
use crate::policy::TemplateCategory;
use crate::template::{NewTemplate, Quality, Template};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// As it was when somebody launched or resumed the campaign.
    #[serde(default)]
    pub quality: Option<Quality>,
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
    /// As it was when somebody launched or resumed the campaign.
    #[serde(default)]
    pub quality: Option<Quality>,
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
                quality: None,
            })
        });
        let numbers = chosen.iter().map(|number| LaunchedNumber {
            id: number.id,
            account: number.waba_id.clone(),
            weight: number.messages_per_second.max(1),
            quality: None,
        });
        Some(Self { begins, numbers: numbers.collect(), variants: variants.collect::<Option<_>>()? })
    }

    /// Remembers how people like its numbers and templates now: what falls below that stops the campaign.
    pub fn rate(&mut self, numbers: &BTreeMap<NumberId, Quality>, templates: &[Template]) {
        let accounts = self.accounts();
        for number in &mut self.numbers {
            number.quality = numbers.get(&number.id).copied();
        }
        for variant in &mut self.variants {
            variant.quality = Some(variant.worst(&accounts, templates));
        }
    }

    /// Whether people like one of them less than then.
    pub fn fell(&self, numbers: &BTreeMap<NumberId, Quality>, templates: &[Template]) -> bool {
        let fell = |before: Option<Quality>, now: Option<Quality>| {
            now.unwrap_or(Quality::Unknown).fell_from(before.unwrap_or(Quality::Unknown))
        };
        let accounts = self.accounts();
        self.numbers.iter().any(|number| fell(number.quality, numbers.get(&number.id).copied()))
            || self.variants.iter().any(|variant| fell(variant.quality, Some(variant.worst(&accounts, templates))))
    }

    fn accounts(&self) -> BTreeSet<String> {
        self.numbers.iter().map(|number| number.account.clone()).collect()
    }
}

impl LaunchedVariant {
    /// Of the accounts that have it.
    fn worst(&self, accounts: &BTreeSet<String>, templates: &[Template]) -> Quality {
        let ours = templates.iter().filter(|template| {
            template.name == self.template && template.language == self.language && accounts.contains(&template.account)
        });
        ours.map(|template| template.quality).max().unwrap_or(Quality::Unknown)
    }
}
