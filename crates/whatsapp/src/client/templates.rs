//! Templates: list, submit, delete.

use reqwest::Method;

use super::call::Body;
use super::{AccessToken, Client, Exchange, Success};
use crate::paging::Page;
use crate::template::{CreatedTemplate, NewTemplate, TemplateRecord};

/// What is asked about each template.
const FIELDS: &str = "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

impl Client {
    /// One page of the templates of an account, beginning after a cursor.
    pub async fn templates(
        &self,
        account_id: &str,
        token: &AccessToken,
        after: Option<&str>,
    ) -> Exchange<Page<TemplateRecord>> {
        let mut query = vec![("fields", FIELDS), ("limit", "100")];
        query.extend(after.map(|cursor| ("after", cursor)));
        let url = self.url(&[account_id, "message_templates"], &query);
        self.call(Method::GET, url, token, Ok(Body::Empty)).await
    }

    /// Submits a template for review.
    pub async fn create_template(
        &self,
        account_id: &str,
        token: &AccessToken,
        template: &NewTemplate,
    ) -> Exchange<CreatedTemplate> {
        let url = self.url(&[account_id, "message_templates"], &[]);
        self.call(Method::POST, url, token, Body::json(template)).await
    }

    /// Deletes a template in all its languages.
    pub async fn delete_template(&self, account_id: &str, token: &AccessToken, name: &str) -> Exchange<Success> {
        let url = self.url(&[account_id, "message_templates"], &[("name", name)]);
        self.call(Method::DELETE, url, token, Ok(Body::Empty)).await
    }
}
