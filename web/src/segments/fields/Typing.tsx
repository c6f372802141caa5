import { NumberInput, TextInput } from "@mantine/core";

interface TextProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

export function TextField({ label, placeholder, value, onChange }: TextProps) {
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder ?? label}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

interface NumberProps {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  /** Whole and not below this. */
  least?: number;
}

export function NumberField({ label, value, onChange, least }: NumberProps) {
  return (
    <NumberInput
      aria-label={label}
      placeholder={label}
      w={110}
      value={value ?? ""}
      min={least}
      allowDecimal={least === undefined}
      onChange={(next) => {
        onChange(next === "" ? undefined : Number(next));
      }}
    />
  );
}

/** A day; moments within it are for files and the API. */
export function DateField({ label, value, onChange }: Omit<TextProps, "placeholder">) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={value.slice(0, 10)}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
