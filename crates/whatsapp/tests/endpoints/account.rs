//! Accounts, apps, tokens and figures.

use serde_json::json;
use whatsapp::client::{
    AccessToken, ConversationQuery, Granularity, MessagingQuery, PricingQuery, Signup, TemplateQuery,
};
use whatsapp::endpoint;

use crate::support::Sent::{Json, Nothing, Parts};
use crate::support::{Case, call, case, list};

const ACCOUNT: &str = "GET /v26.0/102?fields=id,name,currency,timezone_id,message_template_namespace,account_review_status,business_verification_status,country,ownership_type,status,health_status,primary_business_location,marketing_messages_lite_api_status,is_enabled_for_insights";

pub fn cases() -> Vec<Case> {
    [account_cases(), app_cases(), analytics_cases()].into_iter().flatten().collect()
}

fn account_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::GET_ACCOUNT,
            ACCOUNT,
            Nothing,
            json!({"id": "102", "name": "Luna", "currency": "EUR", "timezone_id": "57", "new_field": [1]}),
            call!(c, t => c.business_account("102", &t)),
        ),
        case(
            &endpoint::UPDATE_ACCOUNT,
            "POST /v26.0/102?is_enabled_for_insights=true",
            Nothing,
            json!({"id": "102"}),
            call!(c, t => c.enable_insights("102", &t)),
        ),
        case(
            &endpoint::LIST_SUBSCRIBED_APPS,
            "GET /v26.0/102/subscribed_apps",
            Nothing,
            json!({"data": [{"whatsapp_business_api_data": {"id": "670"}, "override_callback_uri": "https://a.example"}]}),
            call!(c, t => c.subscribed_apps("102", &t)),
        ),
        case(
            &endpoint::SUBSCRIBE_APP,
            "POST /v26.0/102/subscribed_apps",
            Nothing,
            success.clone(),
            call!(c, t => c.subscribe("102", &t)),
        ),
        case(
            &endpoint::SUBSCRIBE_APP,
            "POST /v26.0/102/subscribed_apps",
            Json(json!({"override_callback_uri": "https://a.example", "verify_token": "V"})),
            success.clone(),
            call!(c, t => c.subscribe_at("102", &t, "https://a.example", "V")),
        ),
        case(
            &endpoint::UNSUBSCRIBE_APP,
            "DELETE /v26.0/102/subscribed_apps",
            Nothing,
            success.clone(),
            call!(c, t => c.unsubscribe("102", &t)),
        ),
        case(
            &endpoint::LIST_SIGNUPS,
            "GET /v26.0/102/signups",
            Nothing,
            json!({"data": [{"id": "3", "status": "ACTIVE"}]}),
            list!(c, t => c.signups("102", &t)),
        )
        .giving_data(),
        case(
            &endpoint::CREATE_SIGNUP,
            "POST /v26.0/102/signups",
            Json(json!({"signup_message": "Ofertas"})),
            json!({"id": "3"}),
            call!(c, t => c.create_signup("102", &t, &Signup { signup_message: Some("Ofertas".into()), ..Signup::default() })),
        ),
        case(
            &endpoint::GET_SIGNUP,
            "GET /v26.0/signups/3",
            Nothing,
            json!({"id": "3", "status": "ACTIVE"}),
            call!(c, t => c.signup("3", &t)),
        ),
        case(
            &endpoint::UPDATE_SIGNUP,
            "POST /v26.0/signups/3",
            Json(json!({"status": "DISABLED"})),
            json!({"success": true}),
            call!(c, t => c.update_signup("3", &t, &Signup { status: Some("DISABLED".into()), ..Signup::default() })),
        ),
    ]
}

fn app_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::LIST_APP_SUBSCRIPTIONS,
            "GET /v26.0/670/subscriptions",
            Nothing,
            json!({"data": [{
                "object": "whatsapp_business_account", "callback_url": "https://a.example", "active": true,
                "fields": [{"name": "messages", "version": "v26.0"}],
            }]}),
            call!(c, _t => c.app_subscriptions("670", &AccessToken::of_app("670", "S"))),
        ),
        case(
            &endpoint::SUBSCRIBE_TO_FIELDS,
            "POST /v26.0/670/subscriptions",
            Parts(&[
                "authorization: Bearer 670|S\r\n",
                "content-type: application/x-www-form-urlencoded\r\n",
                "object=whatsapp_business_account&callback_url=https%3A%2F%2Fa.example&verify_token=V&fields=messages%2Ccalls&include_values=true",
            ]),
            success.clone(),
            call!(c, _t => c.subscribe_to_fields("670", &AccessToken::of_app("670", "S"), "https://a.example", "V", &["messages", "calls"])),
        ),
        case(
            &endpoint::DELETE_APP_SUBSCRIPTION,
            "DELETE /v26.0/670/subscriptions?object=whatsapp_business_account",
            Nothing,
            success,
            call!(c, t => c.delete_app_subscription("670", &t)),
        ),
        case(
            &endpoint::DEBUG_TOKEN,
            "GET /v26.0/debug_token?input_token=EAAx",
            Nothing,
            json!({"data": {
                "app_id": "670", "type": "SYSTEM_USER", "is_valid": true, "expires_at": 0,
                "granular_scopes": [{"scope": "whatsapp_business_messaging", "target_ids": ["102"]}],
            }}),
            call!(c, t => c.debug_token(&AccessToken::new("EAAx"), &t)),
        )
        .giving_data(),
        case(
            &endpoint::ACCESS_TOKEN,
            "GET /v26.0/oauth/access_token?client_id=670&client_secret=S&grant_type=client_credentials",
            Nothing,
            json!({"access_token": "670|G", "token_type": "bearer"}),
            |client, _| async move {
                let token = client.app_token("670", "S").await.result?;
                Ok(token == AccessToken::new("670|G"))
            },
        )
        .giving(json!(true)),
        case(
            &endpoint::ACCESS_TOKEN,
            "GET /v26.0/oauth/access_token?client_id=670&client_secret=S&code=C",
            Nothing,
            json!({"access_token": "EAAbusiness"}),
            |client, _| async move {
                let token = client.exchange_code("670", "S", "C").await.result?;
                Ok(token == AccessToken::new("EAAbusiness"))
            },
        )
        .giving(json!(true)),
    ]
}

fn by_template() -> TemplateQuery {
    TemplateQuery {
        start: 1,
        end: 2,
        template_ids: vec!["10".into(), "11".into()],
        metric_types: vec!["SENT".into(), "COST".into()],
        product_type: None,
        use_waba_timezone: Some(true),
    }
}

fn analytics_cases() -> Vec<Case> {
    let point = json!({"start": 1, "end": 2, "sent": 3, "delivered": 2});
    let talk = json!({"start": 1, "end": 2, "conversation": 4, "cost": 0.5, "phone_number": "34911222333"});
    let price = json!({"start": 1, "end": 2, "country": "ES", "tier": "0:MAX", "volume": 9, "cost": 1.25});
    let figures = json!({"data": [{"granularity": "DAILY", "data_points": [{
        "template_id": "10", "start": 1, "end": 2, "sent": 5,
        "clicked": [{"type": "url_button", "button_content": "Ver", "count": 1}],
        "cost": [{"type": "amount_spent", "value": 0.1}],
    }]}]});
    vec![
        case(
            &endpoint::GET_ACCOUNT,
            r#"GET /v26.0/102?fields=analytics.start(1).end(2).granularity(HALF_HOUR).phone_numbers(["34911222333"]).product_types([0, 2]).country_codes(["ES"])"#,
            Nothing,
            json!({"analytics": {"granularity": "HALF_HOUR", "data_points": [point]}, "id": "102"}),
            call!(c, t, query = MessagingQuery {
                    phone_numbers: vec!["34911222333".into()],
                    product_types: vec![0, 2],
                    country_codes: vec!["ES".into()],
                    ..MessagingQuery::between(1, 2, Granularity::HalfHour)
                } => c.messaging_analytics("102", &t, &query)),
        )
        .giving(json!([point])),
        case(
            &endpoint::GET_ACCOUNT,
            r#"GET /v26.0/102?fields=conversation_analytics.start(1).end(2).granularity(MONTHLY).metric_types(["COST"]).dimensions(["PHONE"])"#,
            Nothing,
            json!({"conversation_analytics": {"data": [{"data_points": [talk]}]}, "id": "102"}),
            call!(c, t, query = ConversationQuery {
                    metric_types: vec!["COST".into()],
                    dimensions: vec!["PHONE".into()],
                    ..ConversationQuery::between(1, 2, Granularity::Month)
                } => c.conversation_analytics("102", &t, &query)),
        )
        .giving(json!([talk])),
        case(
            &endpoint::GET_ACCOUNT,
            r#"GET /v26.0/102?fields=pricing_analytics.start(1).end(2).granularity(DAILY).pricing_types(["REGULAR"]).dimensions(["COUNTRY","TIER"])"#,
            Nothing,
            json!({"pricing_analytics": {"data": [{"data_points": [price]}]}, "id": "102"}),
            call!(c, t, query = PricingQuery {
                    pricing_types: vec!["REGULAR".into()],
                    dimensions: vec!["COUNTRY".into(), "TIER".into()],
                    ..PricingQuery::between(1, 2, Granularity::Day)
                } => c.pricing_analytics("102", &t, &query)),
        )
        .giving(json!([price])),
        case(
            &endpoint::TEMPLATE_ANALYTICS,
            "GET /v26.0/102/template_analytics?start=1&end=2&granularity=DAILY&metric_types=SENT,COST&use_waba_timezone=true&template_ids=[10,11]",
            Nothing,
            figures.clone(),
            list!(c, t => c.template_analytics("102", &t, &by_template())),
        )
        .giving_data(),
        case(
            &endpoint::TEMPLATE_GROUP_ANALYTICS,
            "GET /v26.0/102/template_group_analytics?start=1&end=2&granularity=DAILY&metric_types=SENT,COST&use_waba_timezone=true&template_group_ids=[10,11]",
            Nothing,
            figures,
            list!(c, t => c.template_group_analytics("102", &t, &by_template())),
        )
        .giving_data(),
    ]
}
