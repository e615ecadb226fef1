const token = {
  name: 'API token',
  hint: 'The secret by which an outside system pulls. One for each system.',
  open: 'Generate new token',
  title: 'Generate a new API token',
  explanation:
    'The token lets an outside system read completions and acknowledge them. Tokens that exist stay valid.',
  label: 'What is it for?',
  labelHint: 'The name of the system that will use it. You find it again in the list of tokens.',
  labelExample: 'Payroll export',
  button: 'Generate token',
  readyTitle: 'The new API token',
  keep: 'Copy it now and store it safely. Give it only to the system that will use it; if it leaks, generate a new one and revoke this one.',
  example: 'Try it',
  stored: 'I have stored it',
};

const pull = {
  name: 'Pull API',
  onHint: 'On: systems with a token can read completions.',
  offHint: 'Off: nobody can read completions, with or without a token.',
  enable: 'Enable Pull API',
  disable: 'Disable Pull API',
  enableQuestion: 'Enable the Pull API?',
  enableExplanation:
    'Every system with a valid token can then read completions: names, e-mail addresses, courses and grades.',
  disableQuestion: 'Disable the Pull API?',
  disableExplanation:
    'Every call is refused until you enable it again. Tokens stay valid, and systems that pull go on where they were.',
  enabled: 'The Pull API is on.',
  disabled: 'The Pull API is off. Calls are refused until it is on again.',
  pinned: (variable: string) => `Set by ${variable} on the server, so it cannot be switched here.`,
};

export const quickSetup = { heading: 'Quick setup', token, pull };
