// Mantine speaks through the same tokens as our own styles: one accent, four sizes, 8-px radius, hairlines.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e9f6f5",
  "#d0ebe9",
  "#a3d9d5",
  "#7fcdc6",
  "#5cc4bb",
  "#1c8d86",
  "#0f766f",
  "#0b5f5a",
  "#094f4b",
  "#06403d",
];
const dark: MantineColorsTuple = [
  "#e6eaec",
  "#c3cbd0",
  "#a9b4bb",
  "#7d8a92",
  "#43515a",
  "#2a343a",
  "#1f272c",
  "#161c20",
  "#101518",
  "#0c1012",
];

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: 7,
  colors: { teal, dark },
  fontFamily: '"Inter Variable", "Inter", "Segoe UI", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  defaultRadius: 8,
  radius: { sm: "4px", md: "8px", lg: "8px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: "sm" } },
    Tabs: { defaultProps: { color: "var(--accent)" } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
  },
});

const shared = {
  "--mantine-color-text": "var(--text)",
  "--mantine-color-dimmed": "var(--text-soft)",
  "--mantine-color-placeholder": "var(--text-soft)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-teal-light": "var(--accent-soft)",
  "--mantine-color-teal-light-color": "var(--accent)",
  "--mantine-color-teal-text": "var(--accent)",
  "--mantine-color-red-light": "var(--bad-soft)",
  "--mantine-color-red-light-color": "var(--bad)",
  "--mantine-color-red-text": "var(--bad)",
  "--mantine-color-red-filled": "#b0241c",
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...shared, "--mantine-color-body": "#ffffff" },
  dark: { ...shared, "--mantine-color-body": "#161c20" },
});
