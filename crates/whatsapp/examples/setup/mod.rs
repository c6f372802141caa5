//! Where to and as whom, the same for all examples: the emulator as it starts, unless the command line says otherwise.

use std::error::Error;

use whatsapp::client::{AccessToken, Client, Config, Exchange, SendResponse};
use whatsapp::limits::check_envelope;
use whatsapp::message::{Envelope, Message, Recipient};

/// A number of a business, and a customer.
pub struct Setup {
    pub client: Client,
    pub token: AccessToken,
    pub phone_number_id: String,
    customer: String,
}

impl Setup {
    /// Reads `BASE_URL CUSTOMER [PHONE_NUMBER_ID] [TOKEN]`.
    pub fn from_arguments() -> Result<Self, Box<dyn Error>> {
        let mut arguments = std::env::args().skip(1);
        let base_url = arguments.next().ok_or("say where: BASE_URL CUSTOMER [PHONE_NUMBER_ID] [TOKEN]")?;
        let customer = arguments.next().ok_or("say to whom: BASE_URL CUSTOMER [PHONE_NUMBER_ID] [TOKEN]")?;
        let phone_number_id = arguments.next().unwrap_or_else(|| "106540352242922".to_owned());
        let token = AccessToken::new(arguments.next().unwrap_or_else(|| "EAAemulated".to_owned()));
        let client = Client::new(Config { base_url, ..Config::default() })?;
        Ok(Self { client, token, phone_number_id, customer })
    }

    /// Checks the message, sends it and gives its id.
    pub async fn send(&self, message: Message) -> Result<String, Box<dyn Error>> {
        let envelope = Envelope::to(Recipient::Phone(self.customer.clone()), message);
        check_envelope(&envelope)?;
        let Exchange { result, trace } = self.client.send(&self.phone_number_id, &self.token, &envelope).await;
        let response: SendResponse = result.map_err(|why| format!("{why}\nanswer: {:?}", trace.response_body))?;
        Ok(response.message_id().to_owned())
    }
}
