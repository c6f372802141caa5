"""The number and the account behind it: profile, commands, codes, blocked people, settings, registration, name."""

import pytest
from pywa import errors
from pywa.types import Command, Industry
from pywa.types.calls import CallingSettings, CallingSettingsStatus
from pywa.types.others import SignupStatus, UserIdentityChangeSettings

PORTFOLIO = "506914307656634"


def test_profile(wa):
    assert wa.update_business_profile(
        about="Bread",
        address="Gran Vía 1",
        description="Bread since 1950",
        email="us@example.com",
        industry=Industry.RESTAURANT,
        websites=["https://example.com", "https://example.org"],
    )
    profile = wa.get_business_profile()
    assert (profile.about, profile.industry, profile.email) == ("Bread", Industry.RESTAURANT, "us@example.com")
    assert profile.websites == ("https://example.com", "https://example.org")


def test_profile_is_checked(wa):
    with pytest.raises(errors.WhatsAppError):
        wa.update_business_profile(about="x" * 140)


def test_commands_and_ice_breakers(wa):
    commands = [Command(name="menu", description="What there is today")]
    assert wa.update_conversational_automation(ice_breakers=["What is open?"], commands=commands)
    automation = wa.get_business_phone_number().conversational_automation
    assert automation.ice_breakers == ("What is open?",)
    assert automation.commands == tuple(commands)


def test_qr_codes(wa):
    code = wa.create_qr_code("I want bread", image_type="SVG")
    assert code.qr_image_url
    assert wa.get_qr_code(code.code).prefilled_message == "I want bread"
    assert wa.update_qr_code(code.code, "I want cake").prefilled_message == "I want cake"
    assert code.code in [each.code for each in wa.get_qr_codes(image_type="PNG")]
    assert wa.delete_qr_code(code.code)
    with pytest.raises(errors.WhatsAppError):
        wa.get_qr_code(code.code)


def test_blocking(wa, ana):
    blocked = wa.block_users([ana.phone])
    assert [user.wa_id for user in blocked.added_users] == [ana.phone]
    assert wa.unblock_users([ana.phone]).removed_users


def test_blocking_needs_a_message_of_the_last_day(wa, emulator):
    stranger = emulator.customer("Carl")
    with pytest.raises(errors.BulkBlockingFailed):
        wa.block_users([stranger.phone])


def test_settings(wa):
    assert wa.update_business_phone_number_settings(
        user_identity_change=UserIdentityChangeSettings(enable_identity_key_check=True),
        calling=CallingSettings(status=CallingSettingsStatus.ENABLED),
    )
    settings = wa.get_business_phone_number_settings()
    assert settings.user_identity_change.enable_identity_key_check
    assert settings.calling.status == CallingSettingsStatus.ENABLED


def test_commerce(wa):
    assert wa.update_commerce_settings(is_catalog_visible=True, is_cart_enabled=False)
    settings = wa.get_commerce_settings()
    assert (settings.is_catalog_visible, settings.is_cart_enabled) == (True, False)


def test_account(wa):
    account = wa.get_business_account()
    assert account.id == wa.waba_id
    wa.update_business_account_settings(disable_marketing_messages_on_cloud_api=False)
    assert not wa.get_business_account().disable_marketing_messages_on_cloud_api
    assert wa.phone_id in [number.id for number in wa.get_business_phone_numbers()]
    assert [owned.id for owned in wa.get_owned_business_accounts(business_portfolio_id=PORTFOLIO)] == [wa.waba_id]
    assert list(wa.get_shared_business_accounts(business_portfolio_id=PORTFOLIO)) == []


def test_a_new_number(wa):
    number = wa.create_phone_number(country_calling_code="34", phone_number="911223355", verified_name="The bakery").id
    # The code that the emulated SMS tells is the number's last six digits.
    assert wa.request_verification_code(code_method="SMS", language_code="es", phone_id=number)
    assert wa.verify_phone_number("223355", phone_id=number)
    assert wa.register_phone_number("123456", phone_id=number)
    assert wa.get_business_phone_number(phone_id=number).code_verification_status == "VERIFIED"
    assert wa.update_display_name("The old bakery", phone_id=number)
    assert wa.deregister_phone_number(phone_id=number)


def test_signups(wa):
    policy = "https://example.com/privacy"
    with pytest.raises(errors.WhatsAppError):
        wa.create_signup("Our offers", "Welcome", policy)
    made = wa.create_signup("Our offers", "Welcome: {{promo_code}}", policy, promo_code="BREAD10", accept_policy=True)
    assert wa.update_signup(made.id, status=SignupStatus.DISABLED, display_name="Spring")
    signup = wa.get_signup(made.id)
    assert (signup.status, signup.display_name, signup.promo_code) == (SignupStatus.DISABLED, "Spring", "BREAD10")
    # Of the list only what lies beneath its own method works (see MISSING).
    assert [each["id"] for each in wa.api.get_signups(wa.waba_id)["data"]] == [made.id]


def test_username(wa):
    assert wa.get_reserved_usernames() is not None
    assert wa.set_username("the_bakery").username == "the_bakery"
    assert wa.get_current_username().username == "the_bakery"
    assert wa.delete_username()


def test_overrides_of_the_webhook(wa, server):
    """The address is challenged before it is taken, by the same server that receives."""
    _, address = server
    callback, token = f"{address}/webhook", "emulated-verify-token"
    assert wa.override_waba_callback_url(callback, token)
    assert wa.override_phone_callback_url(callback, token)
    assert wa.get_business_phone_number().webhook_configuration["phone_number"] == callback
    assert wa.delete_phone_callback_url()
    assert wa.delete_waba_callback_url()
    with pytest.raises(errors.WhatsAppError):
        wa.override_waba_callback_url(callback, "not the token")
