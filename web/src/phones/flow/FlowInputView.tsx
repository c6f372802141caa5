import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { choicesOf } from "./components";
import type { ComponentProps } from "./FlowComponentView";
import { holds, resolve, wordsOf } from "./expression";
import type { FlowComponent } from "./flow-json";
import { FlowCalendar } from "./FlowCalendar";
import { FlowChoices } from "./FlowChoices";
import { FlowFiles } from "./FlowFiles";
import { FlowOptIn } from "./FlowOptIn";

const KEYBOARDS = { number: "numeric", phone: "tel", email: "email" } as const;

function keyboardOf(type: string | undefined) {
  return type !== undefined && type in KEYBOARDS ? KEYBOARDS[type as keyof typeof KEYBOARDS] : undefined;
}

/** What every input shares: its label, its help, what is wrong with it. */
export function useFrame({ component, scope, problem }: ComponentProps) {
  const { t } = useTranslation();
  const words = (value: unknown) => wordsOf(resolve(value, scope));
  const own = words(component["error-message"]);
  return {
    label: words(component.label),
    description: words(component["helper-text"] ?? component.description) || undefined,
    required: holds(component.required, scope),
    disabled: component.enabled !== undefined && !holds(component.enabled, scope),
    error: problem && (own !== "" ? own : t(`phones.flow.problem.${problem}`)),
  };
}

export function FlowInputView(props: ComponentProps) {
  const { t } = useTranslation();
  const { component, scope, flow } = props;
  const frame = useFrame(props);
  const name = component.name ?? "";
  const value = scope.form?.[name];
  const set = (next: unknown) => {
    flow.change(name, next);
    const action = actionFor(component, next);
    if (action) flow.run(action);
  };
  const text = { ...frame, value: wordsOf(value) };
  switch (component.type) {
    case "TextInput":
      return (
        <TextInput
          {...text}
          type={["password", "passcode"].includes(component["input-type"] ?? "") ? "password" : "text"}
          inputMode={keyboardOf(component["input-type"])}
          onChange={(event) => {
            set(event.currentTarget.value);
          }}
        />
      );
    case "TextArea":
      return (
        <Textarea
          {...text}
          rows={3}
          onChange={(event) => {
            set(event.currentTarget.value);
          }}
        />
      );
    case "DatePicker":
      return (
        <TextInput
          {...text}
          type="date"
          min={wordsOf(resolve(component["min-date"], scope))}
          max={wordsOf(resolve(component["max-date"], scope))}
          onChange={(event) => {
            set(event.currentTarget.value);
          }}
        />
      );
    case "Dropdown":
      return (
        <NativeSelect
          {...text}
          data={[
            { value: "", label: t("phones.flow.choose") },
            ...choicesOf(component, scope).map(({ id, title = id, enabled }) => ({
              value: id,
              label: title,
              disabled: enabled === false,
            })),
          ]}
          onChange={(event) => {
            set(event.currentTarget.value);
          }}
        />
      );
    case "CalendarPicker":
      return <FlowCalendar frame={frame} component={component} scope={scope} value={value} onChange={set} />;
    case "OptIn":
      return <FlowOptIn {...props} frame={frame} checked={value === true} onChange={set} />;
    case "PhotoPicker":
    case "DocumentPicker":
      return <FlowFiles frame={frame} photos={component.type === "PhotoPicker"} value={value} onChange={set} />;
    default:
      return <FlowChoices frame={frame} component={component} scope={scope} value={value} onChange={set} />;
  }
}

/** Some inputs act at once when something is chosen or given up. */
function actionFor(component: FlowComponent, value: unknown) {
  const isChosen = Array.isArray(value) ? value.length > 0 : Boolean(value);
  return isChosen ? component["on-select-action"] : component["on-unselect-action"];
}
