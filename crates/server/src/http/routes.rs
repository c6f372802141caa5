//! Every route of the API, registered together with its description.

use super::state::HttpState;
use super::{
    attribute, campaign, consent, contact, conversation, event, export, flow, goal, hook, import, intent, journal,
    link, live, media, number, overview, pack, rate_card, results, segment, series, session, template, token, user,
};
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A flow document of 256 KB, escaped into JSON, and room to spare.
const FLOW_BODY_LIMIT: usize = 1024 * 1024;
/// The files of an export of Dialogflow or Rasa.
const TRAINING_BODY_LIMIT: usize = 16 * 1024 * 1024;
/// The largest picture or film that Meta takes as a sample.
const SAMPLE_BODY_LIMIT: usize = 16 * 1024 * 1024;

pub(super) fn api() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .merge(account())
        .merge(inbox())
        .merge(people())
        .merge(files())
        .merge(segments())
        .merge(campaigns())
        .merge(results())
        .merge(templates())
        .merge(template_samples().layer(DefaultBodyLimit::max(SAMPLE_BODY_LIMIT)))
        .merge(intents().layer(DefaultBodyLimit::max(TRAINING_BODY_LIMIT)))
        .merge(flows().layer(DefaultBodyLimit::max(FLOW_BODY_LIMIT)))
        .merge(operations())
        .merge(pictures().layer(DefaultBodyLimit::max(number::picture::PICTURE_BYTES)))
}

fn pictures() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new().routes(routes!(number::picture::read_number_picture, number::picture::set_number_picture))
}

fn account() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(session::read::read_session, session::login::log_in, session::logout::log_out))
        .routes(routes!(session::password::change_password))
        .routes(routes!(session::change::change_account))
        .routes(routes!(token::list::list_tokens, token::create::create_token))
        .routes(routes!(token::revoke::revoke_token))
        .routes(routes!(user::list::list_users))
}

fn inbox() -> OpenApiRouter<HttpState> {
    use conversation::act;
    OpenApiRouter::new()
        .routes(routes!(conversation::list::list_conversations))
        .routes(routes!(conversation::read::read_conversation))
        .routes(routes!(conversation::messages::list_messages, conversation::send::send_message))
        .routes(routes!(conversation::decide::decide_message))
        .routes(routes!(conversation::mark_read::mark_read))
        .routes(routes!(act::take_over))
        .routes(routes!(act::give_back))
        .routes(routes!(act::resolve))
        .routes(routes!(act::reopen))
        .routes(routes!(act::mark_pending))
        .routes(routes!(act::reset_session))
        .routes(routes!(act::snooze))
        .routes(routes!(act::assign))
        .routes(routes!(media::read::read_media))
}

fn people() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(contact::list::list_contacts, contact::create::create_contact))
        .routes(routes!(contact::read::read_contact, contact::change::change_contact))
        .routes(routes!(contact::timeline::read_timeline))
        .routes(routes!(contact::duplicates::list_duplicates))
        .routes(routes!(contact::merge::merge_contacts))
        .routes(routes!(contact::unmerge::unmerge_contact))
        .routes(routes!(contact::bulk::change_contacts))
        .routes(routes!(contact::bulk::read_bulk_change))
        .routes(routes!(contact::bulk::undo_bulk_change))
        .routes(routes!(consent::history::read_consent, consent::record::record_consent))
        .routes(routes!(consent::proof::read_proof))
        .routes(routes!(attribute::list::list_attributes, attribute::create::create_attribute))
        .routes(routes!(attribute::change::change_attribute, attribute::delete::delete_attribute))
        .routes(routes!(event::create::create_event))
}

fn files() -> OpenApiRouter<HttpState> {
    // The file itself is bounded as it is read.
    let upload = OpenApiRouter::new().routes(routes!(import::create::create_import)).layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .merge(upload)
        .routes(routes!(import::list::list_imports))
        .routes(routes!(import::list::read_import, import::act::delete_import))
        .routes(routes!(import::preview::preview_import))
        .routes(routes!(import::act::check_import))
        .routes(routes!(import::act::start_import))
        .routes(routes!(import::act::cancel_import))
        .routes(routes!(import::act::undo_import))
        .routes(routes!(import::errors::read_import_errors))
        .routes(routes!(hook::list::list_hooks, hook::create::create_hook))
        .routes(routes!(hook::list::read_hook, hook::change::change_hook, hook::change::delete_hook))
        .routes(routes!(hook::create::renew_hook_address))
        .routes(routes!(hook::payloads::list_hook_payloads))
        .routes(routes!(hook::payloads::suggest_hook_mapping))
        .routes(routes!(hook::preview::preview_hook))
        .routes(routes!(export::read::export_contacts))
        .routes(routes!(export::read::export_events))
}

fn segments() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(segment::list::list_segments, segment::create::create_segment))
        .routes(routes!(segment::count::count_condition))
        .routes(routes!(segment::sample::sample_condition))
        .routes(routes!(segment::read::read_segment, segment::change::change_segment, segment::delete::delete_segment))
        .routes(routes!(segment::count::count_segment))
        .routes(routes!(segment::snapshot::take_snapshot))
}

fn results() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(campaign::report::read_report))
        .routes(routes!(campaign::export::export_recipients))
        .routes(routes!(results::list::list_results))
        .routes(routes!(results::list::export_results))
        .routes(routes!(link::list::list_links))
        .routes(routes!(goal::list::list_goals, goal::create::create_goal))
        .routes(routes!(goal::change::change_goal, goal::change::delete_goal))
        .routes(routes!(
            rate_card::read::read_rate_cards,
            rate_card::add::add_rate_card,
            rate_card::save::save_rate_cards,
            rate_card::save::forget_rate_cards
        ))
}

fn campaigns() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(campaign::list::list_campaigns, campaign::create::create_campaign))
        .routes(routes!(
            campaign::read::read_campaign,
            campaign::change::change_campaign,
            campaign::change::delete_campaign
        ))
        .routes(routes!(campaign::pre_flight::pre_flight_campaign))
        .routes(routes!(campaign::pre_flight::list_pre_flight_people))
        .routes(routes!(campaign::preview::preview_campaign))
        .routes(routes!(campaign::trial::test_campaign))
        .routes(routes!(campaign::act::launch_campaign))
        .routes(routes!(campaign::act::pause_campaign))
        .routes(routes!(campaign::act::resume_campaign))
        .routes(routes!(campaign::act::cancel_campaign))
        .routes(routes!(campaign::again::duplicate_campaign))
        .routes(routes!(campaign::again::retarget_campaign))
        .routes(routes!(series::list::list_series, series::create::create_series))
        .routes(routes!(series::read::read_series, series::change::change_series, series::change::delete_series))
        .routes(routes!(series::people::list_series_people))
        .routes(routes!(series::preview::preview_series))
        .routes(routes!(series::act::start_series))
        .routes(routes!(series::act::stop_series))
        .routes(routes!(campaign::recipients::list_recipients))
        .routes(routes!(campaign::recipients::decide_recipient))
        .routes(routes!(campaign::recipients::retry_campaign))
}

fn templates() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(template::list::list_templates, template::create::create_template))
        .routes(routes!(template::lint::lint_template))
        .routes(routes!(template::sync::sync_templates))
        .routes(routes!(template::library::list_library))
        .routes(routes!(
            template::read::read_template,
            template::save::save_template,
            template::delete::delete_template
        ))
        .routes(routes!(template::copy::copy_template))
        .routes(routes!(template::submit::submit_template))
        .routes(routes!(template::resume::resume_template))
        .routes(routes!(pack::submit::submit_pack_templates))
}

fn template_samples() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new().routes(routes!(template::sample::upload_sample))
}

fn intents() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(intent::list::list_intents, intent::create::create_intent))
        .routes(routes!(intent::train::train_intents))
        .routes(routes!(intent::try_out::try_sentence))
        .routes(routes!(intent::diagnose::diagnose_intents))
        .routes(routes!(intent::import::import_intents))
        .routes(routes!(intent::publish::publish_intents))
        .routes(routes!(intent::versions::list_intent_versions))
        .routes(routes!(intent::publish::publish_version_again))
        .routes(routes!(intent::suggestion::list_suggestions))
        .routes(routes!(intent::suggestion::teach_suggestion))
        .routes(routes!(intent::suggestion::dismiss_suggestion))
        .routes(routes!(intent::suggestion::correct_message))
        .routes(routes!(intent::list::read_intent, intent::change::change_intent, intent::change::delete_intent))
        .routes(routes!(intent::list::list_examples, intent::teach::add_examples))
        .routes(routes!(intent::example::change_example, intent::example::delete_example))
        .routes(routes!(intent::entity::list_entities))
        .routes(routes!(intent::entity::save_entity, intent::entity::delete_entity))
        .routes(routes!(intent::check::list_checks, intent::check::save_checks, intent::check::delete_check))
}

fn flows() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(flow::list::list_flows, flow::create::create_flow))
        .routes(routes!(flow::check::check_flow))
        .routes(routes!(flow::import::import_flows))
        .routes(routes!(flow::simulate::simulate_flow))
        .routes(routes!(flow::read::read_flow, flow::save::save_flow, flow::delete::delete_flow))
        .routes(routes!(flow::publish::publish_flow))
        .routes(routes!(flow::enable::enable_flow))
        .routes(routes!(flow::enable::disable_flow))
        .routes(routes!(flow::versions::list_flow_versions))
        .routes(routes!(flow::standing::count_standing))
        .routes(routes!(flow::standing::list_standing))
        .routes(routes!(pack::list::list_packs))
        .routes(routes!(pack::install::install_pack))
        .routes(routes!(pack::samples::read_samples))
}

fn operations() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(overview::read::read_overview))
        .routes(routes!(live::stream::stream_events))
        .routes(routes!(journal::list::list_journal))
        .routes(routes!(journal::replay_parked::replay_parked))
        .routes(routes!(journal::read::read_journal))
        .routes(routes!(journal::replay::replay_body))
        .routes(routes!(number::list::list_numbers, number::create::create_number))
        .routes(routes!(number::change::change_number))
        .routes(routes!(number::room::read_number_room))
        .routes(routes!(number::profile::read_number_profile, number::profile::change_number_profile))
        .routes(routes!(number::registration::request_number_code))
        .routes(routes!(number::registration::verify_number_code))
        .routes(routes!(number::registration::register_number))
        .routes(routes!(number::registration::rename_number))
}
