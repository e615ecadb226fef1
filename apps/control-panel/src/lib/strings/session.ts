export const session = {
  signInTitle: 'Sign in',
  signInPurpose: 'See which course completions have reached Oracle, which wait, and why.',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  emailMissing: 'Enter your e-mail address.',
  emailInvalid: 'Enter a complete e-mail address, such as name@example.com.',
  passwordMissing: 'Enter your password.',
  wrongCredentials: 'The e-mail address or the password is not right.',
  tooManyAttempts: (seconds: number | null) =>
    seconds === null
      ? 'Too many attempts. Please wait a few minutes and try again.'
      : `Too many attempts. Please wait ${seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`} and try again.`,
  signInAgainTitle: 'Please sign in again',
  sessionEnded: 'Your session has ended. The page stays as it is, with what you have typed.',
  setUpTitle: 'Create the first manager',
  setUpPurpose: 'This account may see everything and change everything. Other managers can be added later.',
  newPassword: 'Password',
  newPasswordHint: (min: number) =>
    `At least ${min} characters. A few words in a row are easy to remember and hard to guess.`,
  repeatPassword: 'The same password again',
  createManager: 'Create and sign in',
  passwordTooShort: (min: number) => `Use at least ${min} characters.`,
  passwordTooLong: (max: number) => `Use at most ${max} characters.`,
  passwordsDiffer: 'The two passwords are not the same.',
  linkInvalidTitle: 'This set-up link cannot be used',
  linkInvalid: 'A set-up link works once, and only while there is no manager yet.',
  linkInvalidHint:
    'If you already have an account, sign in. Else start the service again: it prints a new link as long as nobody has used one.',
  toSignIn: 'To the sign-in page',
  orByPassword: 'or with e-mail and password',
  invitation: {
    title: 'Welcome',
    purpose: (role: string) => `You are invited to this control panel. Your role: ${role}`,
    join: 'Set password and sign in',
    resetTitle: 'Choose a new password',
    resetPurpose: 'All your other sessions end with it.',
    setPassword: 'Set password and sign in',
    invalidTitle: 'This link cannot be used',
    invalid: 'A link works once, and for seven days. Ask a manager for a new one.',
  },
};
