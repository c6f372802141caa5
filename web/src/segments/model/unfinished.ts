// What nobody has filled in yet: there is nothing to ask the server about it.
import { type Behaviour, type Condition, groupOf, type Is, placeOf, type Test } from "./condition";

const isBlank = (text: string | undefined) => text?.trim() === "";

function testIsUnfinished(test: Test): boolean {
  const texts = [test.is, test.is_not, test.contains, test.starts_with].filter((value) => typeof value === "string");
  return texts.some(isBlank) || test.is_one_of?.length === 0 || isBlank(test.since) || isBlank(test.before);
}

const isUnfinishedIs = (is: Is) => isBlank(is.is) || isBlank(is.is_not);

function behaviourIsUnfinished({ event, where = [], amount }: Behaviour): boolean {
  return (
    isBlank(event) ||
    where.some((property) => isBlank(property.property) || testIsUnfinished(property)) ||
    (amount !== undefined && amount.currency.length !== 3)
  );
}

function leafIsUnfinished(condition: Condition): boolean {
  const { attribute, label, language, did, did_not: didNot, segment, created, last_message: last } = condition;
  if (attribute) return isBlank(attribute.name) || testIsUnfinished(attribute);
  const behaviour = did ?? didNot;
  if (behaviour) return behaviourIsUnfinished(behaviour);
  const is = label ?? language;
  if (is) return isUnfinishedIs(is);
  const age = created ?? last;
  if (age) return isBlank(age.since) || isBlank(age.before);
  return isBlank(segment?.in) || isBlank(segment?.not_in);
}

/** The places of conditions that are not filled in, and of groups within groups that hold nothing. */
export function unfinished(condition: Condition, above = ""): string[] {
  const place = placeOf(condition, above);
  const group = groupOf(condition);
  if (!group) return leafIsUnfinished(condition) ? [place] : [];
  if (group.children.length === 0) return above === "" && group.kind === "all" ? [] : [place];
  return group.children.flatMap((child, index) => unfinished(child, `${place}[${index}]`));
}
