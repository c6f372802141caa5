import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { CampaignReport } from "../../api/types";
import { draw } from "../../testing";
import { Identity } from "./Identity";

afterEach(cleanup);

const line: CampaignReport["identity"] = {
  planned: 12,
  accepted: 8,
  skipped: 3,
  rejected: 1,
  uncertain: 0,
  waiting: 0,
  cancelled: 0,
  adds_up: true,
};

it("says where everybody went, and leads to them", async () => {
  const opened: string[] = [];
  await draw(<Identity line={line} onOpen={(part) => opened.push(part)} />);
  expect(screen.getByLabelText("Where everybody went").textContent).toBe(
    "12 people =8 accepted+ 3 left out+ 1 rejected",
  );
  screen.getByLabelText("It adds up");
  fireEvent.click(screen.getByRole("button", { name: "3 left out" }));
  expect(opened).toEqual(["skipped"]);
});

it("does not hide that somebody is lost", async () => {
  await draw(<Identity line={{ ...line, planned: 13, adds_up: false }} onOpen={() => undefined} />);
  screen.getByLabelText("It does not add up");
});
