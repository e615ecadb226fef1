import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour. Shade 7 on white and shade 3 on the dark ground both pass WCAG AA. */
const accent: MantineColorsTuple = [
  '#eef4fb',
  '#dbe7f5',
  '#b5cdea',
  '#8fbdf0',
  '#679ad4',
  '#4f8ace',
  '#3973b8',
  '#2a64a8',
  '#255a97',
  '#194a80',
];

/** Greys of the dark scheme, slightly blue like the accent. */
const dark: MantineColorsTuple = [
  '#e6e9ed',
  '#c8cdd4',
  '#a3abb6',
  '#7a838f',
  '#434b56',
  '#333a44',
  '#272d35',
  '#1c2128',
  '#15191f',
  '#0f1216',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 8 },
  colors: { accent, dark },
  white: '#ffffff',
  black: '#1b2430',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { md: '0.9375rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { InputWrapper: { styles: { label: { marginBottom: 4 }, description: { marginBottom: 4 } } } },
  headings: {
    fontWeight: '650',
    sizes: {
      h2: { fontSize: '1.5rem', lineHeight: '1.3' },
      h3: { fontSize: '1.2rem', lineHeight: '1.35' },
      h4: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
});

/** Mantine's own quiet text and error colours fail WCAG AA on our grounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f6f8',
    '--mantine-color-dimmed': '#56606d',
    '--mantine-color-error': '#b02a2a',
    '--mantine-color-anchor': '#255a97',
    '--mantine-color-default-border': '#d5dae0',
    '--mantine-color-placeholder': '#6a7480',
  },
  dark: {
    '--mantine-color-body': '#12161b',
    '--mantine-color-dimmed': '#a3abb6',
    '--mantine-color-error': '#ff9b9b',
    '--mantine-color-anchor': '#8fbdf0',
    '--mantine-color-default-border': '#333a44',
    '--mantine-color-placeholder': '#8b94a0',
  },
});
