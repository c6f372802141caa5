// Every address of the app. Screens are fetched when first opened; filters live in the address, so they can be shared.
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { sessionQuery } from "../api/session";
import { recipientSearch } from "../campaigns/report/recipient-search";
import { resultsSearch } from "../campaigns/results/search";
import { campaignSearch } from "../campaigns/search";
import { contactSearch } from "../contacts/search";
import { inboxSearch } from "../inbox/search";
import { journalSearch } from "../journal/search";
import { seriesSearch } from "../series/search";
import { simulationSearch } from "../simulation/search";
import { templateSearch } from "../templates/search";
import { NotFound, RouteError } from "./RouteStates";
import { Shell } from "./Shell";
import { LoadingRows } from "./states";

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: RouteError,
});

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search: Record<string, unknown>) => ({
    next: typeof search.next === "string" ? search.next : undefined,
  }),
  component: lazyRouteComponent(() => import("../login/LoginPage"), "LoginPage"),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.query({ ...sessionQuery, staleTime: "static" });
    if (!session || session.user.must_change_password)
      throw redirect({ to: "/login", search: { next: location.href } });
  },
  component: Shell,
});

const overview = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("../overview/OverviewPage"), "OverviewPage"),
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import("../inbox/InboxPage"), "InboxPage"),
});
const conversation = createRoute({ getParentRoute: () => inbox, path: "$conversationId" });

const contacts = createRoute({
  getParentRoute: () => shell,
  path: "/contacts",
  validateSearch: contactSearch,
  component: lazyRouteComponent(() => import("../contacts/ContactsPage"), "ContactsPage"),
});
const person = createRoute({
  getParentRoute: () => shell,
  path: "/contacts/$contactId",
  component: lazyRouteComponent(() => import("../contacts/PersonPage"), "PersonPage"),
});

const phones = createRoute({
  getParentRoute: () => shell,
  path: "/phones",
  component: lazyRouteComponent(() => import("../phones/PhonesPage"), "PhonesPage"),
});
const phone = createRoute({ getParentRoute: () => phones, path: "$customerId" });

const simulation = createRoute({
  getParentRoute: () => shell,
  path: "/simulation",
  validateSearch: simulationSearch,
  component: lazyRouteComponent(() => import("../simulation/SimulationPage"), "SimulationPage"),
});

const segments = createRoute({
  getParentRoute: () => shell,
  path: "/segments",
  component: lazyRouteComponent(() => import("../segments/SegmentsPage"), "SegmentsPage"),
});
const segment = createRoute({
  getParentRoute: () => shell,
  path: "/segments/$segmentId",
  component: lazyRouteComponent(() => import("../segments/SegmentPage"), "SegmentPage"),
});

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns",
  validateSearch: campaignSearch,
  component: lazyRouteComponent(() => import("../campaigns/CampaignsPage"), "CampaignsPage"),
});
const campaign = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId",
  validateSearch: recipientSearch,
  component: lazyRouteComponent(() => import("../campaigns/report/CampaignPage"), "CampaignPage"),
});
const campaignStep = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId/$step",
  component: lazyRouteComponent(() => import("../campaigns/wizard/WizardPage"), "WizardPage"),
});
const results = createRoute({
  getParentRoute: () => shell,
  path: "/results",
  validateSearch: resultsSearch,
  component: lazyRouteComponent(() => import("../campaigns/results/ResultsPage"), "ResultsPage"),
});

const seriesList = createRoute({
  getParentRoute: () => shell,
  path: "/series",
  component: lazyRouteComponent(() => import("../series/SeriesListPage"), "SeriesListPage"),
});
const oneSeries = createRoute({
  getParentRoute: () => shell,
  path: "/series/$seriesId",
  validateSearch: seriesSearch,
  component: lazyRouteComponent(() => import("../series/SeriesPage"), "SeriesPage"),
});

const links = createRoute({
  getParentRoute: () => shell,
  path: "/links",
  component: lazyRouteComponent(() => import("../links/LinksPage"), "LinksPage"),
});
const rates = createRoute({
  getParentRoute: () => shell,
  path: "/rates",
  component: lazyRouteComponent(() => import("../rates/RatesPage"), "RatesPage"),
});

const packs = createRoute({
  getParentRoute: () => shell,
  path: "/packs",
  component: lazyRouteComponent(() => import("../packs/PacksPage"), "PacksPage"),
});
const flows = createRoute({
  getParentRoute: () => shell,
  path: "/flows",
  component: lazyRouteComponent(() => import("../flows/FlowsPage"), "FlowsPage"),
});
const flow = createRoute({
  getParentRoute: () => shell,
  path: "/flows/$flowId",
  component: lazyRouteComponent(() => import("../flows/FlowPage"), "FlowPage"),
});

const understanding = createRoute({
  getParentRoute: () => shell,
  path: "/understanding",
  component: lazyRouteComponent(() => import("../understanding/UnderstandingPage"), "UnderstandingPage"),
});

const templates = createRoute({
  getParentRoute: () => shell,
  path: "/templates",
  validateSearch: templateSearch,
  component: lazyRouteComponent(() => import("../templates/TemplatesPage"), "TemplatesPage"),
});
const template = createRoute({
  getParentRoute: () => shell,
  path: "/templates/$templateId",
  component: lazyRouteComponent(() => import("../templates/TemplatePage"), "TemplatePage"),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: "/imports",
  component: lazyRouteComponent(() => import("../imports/ImportsPage"), "ImportsPage"),
});
const oneImport = createRoute({
  getParentRoute: () => shell,
  path: "/imports/$importId",
  component: lazyRouteComponent(() => import("../imports/ImportPage"), "ImportPage"),
});
const hooks = createRoute({
  getParentRoute: () => shell,
  path: "/imports/hooks",
  component: lazyRouteComponent(() => import("../imports/hooks/HooksPage"), "HooksPage"),
});
const hook = createRoute({
  getParentRoute: () => shell,
  path: "/imports/hooks/$hookId",
  component: lazyRouteComponent(() => import("../imports/hooks/HookPage"), "HookPage"),
});

const journal = createRoute({
  getParentRoute: () => shell,
  path: "/journal",
  validateSearch: journalSearch,
  component: lazyRouteComponent(() => import("../journal/JournalPage"), "JournalPage"),
});
const journalEntry = createRoute({ getParentRoute: () => journal, path: "$entryId" });

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("../settings/SettingsPage"), "SettingsPage"),
});

const number = createRoute({
  getParentRoute: () => shell,
  path: "/numbers/$numberId",
  component: lazyRouteComponent(() => import("../numbers/NumberRoomPage"), "NumberRoomPage"),
});

const routes = root.addChildren([
  login,
  shell.addChildren([
    overview,
    inbox.addChildren([conversation]),
    contacts,
    person,
    phones.addChildren([phone]),
    simulation,
    segments,
    segment,
    campaigns,
    campaign,
    campaignStep,
    results,
    seriesList,
    oneSeries,
    links,
    rates,
    flows,
    flow,
    understanding,
    packs,
    templates,
    template,
    imports,
    oneImport,
    hooks,
    hook,
    journal.addChildren([journalEntry]),
    settings,
    number,
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: "intent",
    defaultPendingComponent: () => <LoadingRows />,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
