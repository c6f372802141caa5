import { NativeSelect } from "@mantine/core";

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few words. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      data={options}
      onChange={(event) => {
        onChange(event.currentTarget.value as Value);
      }}
    />
  );
}
