// The shapes of the API under the names the UI uses; they are generated from the server's own description.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Permission = Schemas["Permission"];
export type Session = Schemas["Session"];
export type User = Schemas["User"];

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export type Conversation = Schemas["Conversation"];
export type ConversationDetail = Schemas["ConversationDetail"];
export type ConversationPage = Schemas["Conversations"];
export type ConversationCounts = Schemas["TabCounts"];
export type ConversationStatus = Schemas["ConversationStatus"];
export type Owner = Schemas["ConversationOwner"];
export type Contact = Schemas["Contact"];
export type ContactPage = Schemas["ContactPage"];
export type NewContact = Schemas["CreateContact"];
export type Profile = Schemas["Profile"];
export type Attribute = Schemas["Attribute"];
export type AttributeKind = Schemas["AttributeKind"];
export type NewAttribute = Schemas["CreateAttribute"];
export type AttributeChange = Schemas["ChangeAttribute"];
export type ConsentHistory = Schemas["ConsentHistory"];
export type ConsentStanding = Schemas["ConsentStanding"];
export type ConsentRecord = Schemas["ConsentRecord"];
export type ConsentState = Schemas["ConsentState"];
export type NewConsent = Schemas["RecordConsent"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type BulkChange = Schemas["BulkChange"];
export type BulkProgress = Schemas["BulkProgress"];
export type FlowState = Schemas["FlowSession"];

export type Message = Schemas["Message"];
/** A message in Meta's own shape. */
export type MessageContent = Schemas["SendMessage"]["message"];
export type MessageStatus = Schemas["MessageStatus"];
export type Failure = Schemas["Failure"];
export type Activity = Schemas["Activity"];
export type ThreadItem = Schemas["ThreadItem"];
export type LiveMessage = Schemas["MessageEvent"];

export type Segment = Schemas["Segment"];
export type SegmentCount = Schemas["SegmentCount"];

export type FlowSummary = Schemas["Flow"];
export type FlowDetail = Schemas["FlowDetail"];
export type FlowProblem = Schemas["FlowProblem"];
export type FlowVersion = Schemas["FlowVersion"];
export type FlowStanding = Schemas["FlowStanding"];
export type Standing = Schemas["Standing"];
export type Pack = Schemas["Pack"];
export type PackPiece = Schemas["PackPiece"];
export type InstalledPack = Schemas["InstalledPack"];
export type SeriesList = Schemas["SeriesList"];
export type Goal = Schemas["Goal"];
export type WriteGoal = Schemas["WriteGoal"];
export type Samples = Schemas["Samples"];
export type Simulation = Schemas["Simulation"];
export type SimulatedTurn = Schemas["SimulatedTurn"];
export type SimulatedDifference = Schemas["SimulatedDifference"];
export type SimulatedEvent = Schemas["SimulatedEvent"];
export type SimulatedState = Schemas["SimulatedState"];

export type TrainingRoom = Schemas["TrainingRoom"];
export type Intent = Schemas["Intent"];
export type ExampleMark = Schemas["ExampleMark"];
export type IntentEntity = Schemas["IntentEntity"];
export type IntentExample = Schemas["IntentExample"];
export type Taught = Schemas["Taught"];
export type Trained = Schemas["Trained"];
export type CheckMiss = Schemas["CheckMiss"];
export type TriedSentence = Schemas["TriedSentence"];
export type TrainingDiagnosis = Schemas["TrainingDiagnosis"];
export type IntentCheck = Schemas["IntentCheck"];
export type IntentVersion = Schemas["IntentVersion"];
export type PublishedIntents = Schemas["PublishedIntents"];
export type IntentSuggestion = Schemas["IntentSuggestion"];
export type ImportedIntents = Schemas["ImportedIntents"];

export type Import = Schemas["Import"];
export type ImportSubject = Schemas["ImportSubject"];
export type ImportMapping = Schemas["ImportMapping"];
export type ImportColumn = Schemas["ImportColumn"];
export type ImportCounts = Schemas["ImportCounts"];
export type ImportReport = Schemas["ImportReport"];
export type ImportFault = Schemas["ImportFault"];
export type ImportPreview = Schemas["ImportPreview"];
export type ImportPreviewRow = Schemas["ImportPreviewRow"];
export type Hook = Schemas["Hook"];
export type CreatedHook = Schemas["CreatedHook"];
export type HookMapping = Schemas["HookMapping"];
export type HookPayload = Schemas["HookPayload"];
export type HookPreview = Schemas["HookPreview"];

export type JournalState = Schemas["JournalState"];
export type JournalEntry = Schemas["JournalEntry"];
export type JournalBody = Schemas["JournalBody"];

export type Overview = Schemas["Overview"];
export type MinuteCount = Schemas["Minute"];
export type WhatsAppNumber = Schemas["Number"];
export type NewNumber = Schemas["CreateNumber"];
export type NumberRoom = Schemas["NumberRoom"];
export type NumberProfile = Schemas["NumberProfile"];
export type ChangeProfile = Schemas["ChangeProfile"];
export type ApiToken = Schemas["Token"];
export type CreatedToken = Schemas["CreatedToken"];
/** A template with its components as Meta describes them, see `message/template.ts`. */
export type Template = Schemas["Template"];
export type TemplateStatus = Schemas["TemplateStatus"];
export type TemplateQuality = Schemas["TemplateQuality"];
export type TemplateDetail = Schemas["TemplateDetail"];
export type TemplatePage = Schemas["TemplatePage"];
/** With what campaigns and series did with it. */
export type ListedTemplate = Schemas["ListedTemplate"];
export type TemplateFinding = Schemas["TemplateFinding"];
export type TemplateChange = Schemas["TemplateChange"];
export type TemplateUse = Schemas["TemplateUse"];
export type TemplateNotice = Schemas["TemplateNotice"];
export type LibraryTemplate = Schemas["LibraryTemplate"];
export type SubmittedTemplate = Schemas["SubmittedTemplate"];

export type Campaign = Schemas["Campaign"];
export type CampaignState = Schemas["CampaignState"];
export type CampaignPage = Page<Campaign>;
export type CampaignReport = Schemas["CampaignReport"];
export type PreFlight = Schemas["PreFlight"];
export type PreFlightPage = Page<Schemas["PreFlightPerson"]>;
export type CampaignPreview = Schemas["CampaignPreview"];
export type CampaignTest = Schemas["CampaignTest"];
export type FollowedLink = Schemas["FollowedLink"];
export type LinkPage = Schemas["LinkPage"];
export type RateCardList = Schemas["RateCardList"];
export type Recipient = Schemas["Recipient"];
export type RecipientPage = Page<Recipient>;
export type Series = Schemas["Series"];
export type SeriesPerson = Schemas["SeriesPerson"];
export type SeriesPersonPage = Page<SeriesPerson>;
export type Results = Schemas["Results"];
export type ResultRow = Schemas["ResultRow"];
