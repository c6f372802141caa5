//! What customers see of the business on this number.

use super::meta::{not_done, with_token};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageNumbers, ReadNumbers};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::NumberId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use whatsapp::client::{BusinessProfile, Vertical};

const ABOUT_LENGTH: usize = 139;
const TEXT_LENGTH: usize = 256;
const EMAIL_LENGTH: usize = 128;
const WEBSITES: usize = 2;

#[derive(Debug, Serialize, ToSchema)]
pub struct NumberProfile {
    /// The line under the name.
    pub about: String,
    pub description: String,
    pub address: String,
    pub email: String,
    pub websites: Vec<String>,
    /// Meta's word for the line of business, such as `RETAIL`; empty when there is none.
    pub vertical: String,
    #[schema(required = true)]
    pub picture_url: Option<String>,
    /// How much of it is filled in, in percent.
    pub completeness: u32,
    /// The parts that are not.
    pub missing: Vec<String>,
}

/// What is absent stays as it is; an empty text takes the part away.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ChangeProfile {
    #[schema(max_length = 139)]
    pub about: Option<String>,
    #[schema(max_length = 256)]
    pub description: Option<String>,
    #[schema(max_length = 256)]
    pub address: Option<String>,
    #[schema(max_length = 128)]
    pub email: Option<String>,
    #[schema(max_items = 2)]
    pub websites: Option<Vec<String>>,
    pub vertical: Option<String>,
}

/// Business profile of a number
#[utoipa::path(get, path = "/numbers/{id}/profile", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_numbers"])),
    responses((status = 200, description = "As Meta has it now", body = NumberProfile),
        (status = 502, description = "Meta did not answer", body = crate::http::problem::ProblemBody,
            content_type = "application/problem+json")))]
pub async fn read_number_profile(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadNumbers>,
    At(id): At<NumberId>,
) -> Result<Json<NumberProfile>, Problem> {
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let profile = app.cloud.business_profile(&number.phone_number_id, &token).await.result.map_err(not_done)?;
    Ok(Json(NumberProfile::of(profile)))
}

/// Change the business profile of a number
#[utoipa::path(patch, path = "/numbers/{id}/profile", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeProfile, security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 200, description = "Changed", body = NumberProfile),
        (status = 422, description = "`invalid`, or `meta_refused` in Meta's words",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn change_number_profile(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    Body { value: asked, .. }: Body<ChangeProfile>,
) -> Result<Json<NumberProfile>, Problem> {
    let change = asked.checked()?;
    let (number, token) = with_token(&app, caller.workspace, id).await?;
    let at = &number.phone_number_id;
    app.cloud.update_business_profile(at, &token, &change).await.result.map_err(not_done)?;
    let mut tx = app.db.write().await?;
    audit::note(&app, &mut tx, &caller, "number.profile_changed", &number.id).await?;
    tx.commit().await?;
    let profile = app.cloud.business_profile(at, &token).await.result.map_err(not_done)?;
    Ok(Json(NumberProfile::of(profile)))
}

impl NumberProfile {
    pub(super) fn of(profile: BusinessProfile) -> Self {
        let vertical = profile.vertical.map(|vertical| vertical.as_str().to_owned()).unwrap_or_default();
        let shown = Self {
            about: profile.about.unwrap_or_default(),
            description: profile.description.unwrap_or_default(),
            address: profile.address.unwrap_or_default(),
            email: profile.email.unwrap_or_default(),
            websites: profile.websites.unwrap_or_default(),
            vertical: if vertical == "UNDEFINED" { String::new() } else { vertical },
            picture_url: profile.profile_picture_url.filter(|url| !url.is_empty()),
            completeness: 0,
            missing: Vec::new(),
        };
        shown.judged()
    }

    /// Every part counts the same: customers look for each of them.
    fn judged(mut self) -> Self {
        let parts = [
            ("picture", self.picture_url.is_some()),
            ("about", !self.about.is_empty()),
            ("description", !self.description.is_empty()),
            ("address", !self.address.is_empty()),
            ("email", !self.email.is_empty()),
            ("websites", !self.websites.is_empty()),
            ("vertical", !self.vertical.is_empty()),
        ];
        self.missing = parts.iter().filter(|(_, there)| !there).map(|(part, _)| (*part).to_owned()).collect();
        let there = parts.len() - self.missing.len();
        self.completeness = u32::try_from(100 * there / parts.len()).unwrap_or_default();
        self
    }
}

impl ChangeProfile {
    fn checked(self) -> Result<BusinessProfile, Problem> {
        let Self { about, description, address, email, websites, vertical } = self;
        for (field, text, most) in [
            ("about", &about, ABOUT_LENGTH),
            ("description", &description, TEXT_LENGTH),
            ("address", &address, TEXT_LENGTH),
            ("email", &email, EMAIL_LENGTH),
        ] {
            if text.as_ref().is_some_and(|text| text.chars().count() > most) {
                return Err(Problem::invalid(field, format!("at most {most} characters")));
            }
        }
        if about.as_ref().is_some_and(|about| about.trim().is_empty()) {
            return Err(Problem::invalid("about", "Meta takes no empty one"));
        }
        if email.as_ref().is_some_and(|email| !email.is_empty() && !email.contains('@')) {
            return Err(Problem::invalid("email", "an e-mail address"));
        }
        for website in websites.iter().flatten() {
            let is_address = website.starts_with("https://") || website.starts_with("http://");
            if !is_address || website.chars().count() > TEXT_LENGTH {
                return Err(Problem::invalid("websites", "addresses that begin with https://"));
            }
        }
        if websites.as_ref().is_some_and(|websites| websites.len() > WEBSITES) {
            return Err(Problem::invalid("websites", "at most two"));
        }
        let vertical = vertical.as_deref().filter(|vertical| !vertical.is_empty()).map(read_vertical).transpose()?;
        Ok(BusinessProfile { about, description, address, email, websites, vertical, ..BusinessProfile::default() })
    }
}

fn read_vertical(word: &str) -> Result<Vertical, Problem> {
    match Vertical::from(word) {
        Vertical::Other(_) => Err(Problem::invalid("vertical", "one of Meta's lines of business")),
        known => Ok(known),
    }
}
