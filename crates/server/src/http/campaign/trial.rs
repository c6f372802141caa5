//! Trying a message out: one of the team gets it as a person of the audience would.

use super::pre_flight::Drafted;
use crate::act::ActError;
use crate::app::App;
use crate::campaign::slice::{self, Before};
use crate::campaign::trial;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageCampaigns};
use crate::http::conversation::refusal::word;
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::campaign::launch::LaunchedVariant;
use domain::campaign::message;
use domain::contact::Contact;
use domain::contact::phone::E164;
use domain::decide::trial::{Tester, Trial};
use domain::id::{CampaignId, ContactId, NumberId};
use domain::policy::TemplateStatus;
use domain::role::Permission;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A test is for a few people of the team; more of them are a campaign.
const MOST: usize = 5;

#[derive(Debug, Deserialize, ToSchema)]
pub struct TestCampaign {
    /// The place of the variant in the plan; the first unless said.
    #[serde(default)]
    pub variant: usize,
    /// Whose values stand in it; those of the first of the audience unless said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub values_of: Option<ContactId>,
    /// Contacts that get it.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub contacts: Vec<ContactId>,
    /// Phones that get it, with their country code.
    #[serde(default)]
    pub phones: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TestedCampaign {
    /// The contacts first, then the phones, in the order they were named.
    pub items: Vec<CampaignTest>,
}

/// What came of one of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignTest {
    /// The contact's id or the phone, as it was asked for.
    pub to: String,
    /// Where the message and its status are seen; null when it was refused.
    #[schema(required = true, format = "uuid")]
    pub conversation_id: Option<String>,
    #[schema(required = true, format = "uuid")]
    pub message_id: Option<String>,
    /// Why the gate did not let it go: `no_consent`, `opted_out`, `blocked_contact`, `no_address`, …
    #[schema(required = true)]
    pub refusal: Option<String>,
}

/// Send a message of a campaign to some of the team
///
/// As the person named by `values_of` would get it. It goes through the same gate and the same sender as every message,
/// stands in the thread of whoever gets it, and counts in no figure of the campaign.
#[utoipa::path(post, path = "/campaigns/{id}/test", tag = "campaigns", params(("id" = String, Path, format = "uuid")),
    request_body = TestCampaign, security(("session" = []), ("token" = ["manage_campaigns"])),
    responses((status = 200, description = "One outcome for each", body = TestedCampaign),
        (status = 403, description = "`forbidden`: it takes `send_messages` and `read_contacts` too",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`nobody_to_show`: there is nobody whose values could stand in it, or some are missing",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_plan`; each fault names its place",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn test_campaign(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageCampaigns>,
    At(id): At<CampaignId>,
    Body { value: asked, .. }: Body<TestCampaign>,
) -> Result<Json<TestedCampaign>, Problem> {
    caller.require(Permission::SendMessages)?;
    caller.require(Permission::ReadContacts)?;
    let testers = testers(&asked)?;
    let drafted = Drafted::read(&app, &caller, id).await?;
    let shown = shown_to(&app, &caller, &drafted, asked.values_of).await?;
    let variant = drafted.campaign.plan.variants.get(asked.variant).zip(drafted.launch.variants.get(asked.variant));
    let Some((variant, launched)) = variant else {
        return Err(Problem::invalid("variant", "there is no such variant"));
    };
    let values =
        message::values(variant, &shown).map_err(|missing| nobody(&format!("{} lacks a value.", missing.0)))?;
    let number = drafted.launch.numbers.first().map(|number| number.id).ok_or_else(|| Problem::not_found("number"))?;
    let mut items = Vec::with_capacity(testers.len());
    for (to, tester) in testers {
        let trial = trial_of(&drafted.campaign.name, number, launched, &values, tester);
        items.push(tried(to, trial::send(&app, caller.as_actor(), trial).await)?);
    }
    let mut tx = app.db.write().await?;
    audit::note(&app, &mut tx, &caller, "campaign.tested", &id.to_string()).await?;
    tx.commit().await?;
    Ok(Json(TestedCampaign { items }))
}

fn testers(asked: &TestCampaign) -> Result<Vec<(String, Tester)>, Problem> {
    if !(1..=MOST).contains(&(asked.contacts.len() + asked.phones.len())) {
        return Err(Problem::invalid("contacts", format!("1 to {MOST} contacts and phones")));
    }
    let contacts = asked.contacts.iter().map(|id| Ok((id.to_string(), Tester::Contact(*id))));
    let phones = asked.phones.iter().map(|written| {
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let phone = E164::from_digits(&digits);
        let phone = phone.ok_or_else(|| Problem::invalid("phones", format!("`{written}` is no phone number")))?;
        Ok((written.clone(), Tester::Phone(phone)))
    });
    contacts.chain(phones).collect()
}

/// Whose values stand in it.
async fn shown_to(
    app: &App,
    caller: &Caller,
    drafted: &Drafted,
    wanted: Option<ContactId>,
) -> Result<Contact, Problem> {
    let first = if wanted.is_some() {
        wanted
    } else {
        let slice = slice::read(app, &drafted.planning(), None, Before::default(), 1).await?;
        slice.rows.first().map(|row| row.contact)
    };
    let Some(id) = first else { return Err(nobody("The audience is empty.")) };
    let found = store::contact::one(&mut app.db.read().await?, caller.workspace, id).await?;
    found.ok_or_else(|| Problem::not_found("contact"))
}

fn trial_of(campaign: &str, number: NumberId, launched: &LaunchedVariant, values: &[String], tester: Tester) -> Trial {
    Trial {
        tester,
        number,
        message: message::message(launched, values),
        // A plan with a template that is not approved has a fault.
        template: (launched.category, TemplateStatus::Approved),
        campaign: campaign.to_owned(),
    }
}

fn tried(to: String, outcome: Result<domain::message::Message, ActError>) -> Result<CampaignTest, Problem> {
    match outcome {
        Ok(message) => Ok(CampaignTest {
            to,
            conversation_id: Some(message.conversation.to_string()),
            message_id: Some(message.id.to_string()),
            refusal: None,
        }),
        Err(ActError::Unsaid(unsaid)) => {
            Ok(CampaignTest { to, conversation_id: None, message_id: None, refusal: Some(word(&unsaid).to_owned()) })
        }
        Err(ActError::Store(error)) => Err(error.into()),
    }
}

fn nobody(detail: &str) -> Problem {
    Problem::conflict("nobody_to_show", "There is nobody to show it to", detail)
}
