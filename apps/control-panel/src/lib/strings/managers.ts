const invite = {
  title: 'Invite a manager',
  email: 'E-mail',
  role: 'What they may do',
  submit: 'Make the link',
};

const issued = {
  link: 'Link',
  invitationTitle: (email: string) => `The invitation for ${email}`,
  resetTitle: (email: string) => `A new password for ${email}`,
  handOver: (email: string, until: string) =>
    `Send it to ${email} yourself: no e-mail goes out from here. It works once, until ${until}.`,
  done: 'I have copied it',
};

const open = {
  title: 'Open links',
  purpose: 'Given out and not used yet.',
  email: 'For',
  kind: 'What it does',
  kinds: {
    invitation: (role: string) => `Invites, with the role ${role}`,
    password_reset: () => 'Sets a new password',
  },
  by: 'Made by',
  until: 'Works until',
  withdraw: 'Withdraw',
  withdrawOf: (email: string) => `Withdraw the link for ${email}`,
  withdrawn: (email: string) => `The link for ${email} no longer works.`,
  notWithdrawn: 'The link could not be withdrawn',
};

export const managers = {
  title: 'People and roles',
  purpose: 'Who may open this control panel, and what they may do.',
  loading: 'Loading the managers',
  failedTitle: 'The managers cannot be shown',
  inviteButton: 'Invite a manager',
  roles: { view: 'View', manage: 'Manage' },
  roleMeanings: {
    view: 'Sees status, queue and what happened to each completion.',
    manage: 'Also changes settings, generates tokens, requeues, purges and backfills.',
  },
  columns: {
    manager: 'Manager',
    role: 'Role',
    signIn: 'Signs in by',
    last: 'Last signed in',
    actions: 'Actions',
  },
  you: 'you',
  never: 'Not yet',
  password: 'Password',
  singleSignOn: 'Single sign-on',
  noWay: 'No password yet',
  disabled: 'Disabled',
  roleOf: (email: string) => `Role of ${email}`,
  actionsOf: (email: string) => `Actions for ${email}`,
  reset: 'New password…',
  resetTitle: (email: string) => `Let ${email} choose a new password?`,
  resetText: 'You get a link to hand over. Until it is used, the present password goes on working.',
  resetConfirm: 'Make the link',
  disable: 'Disable',
  enable: 'Enable',
  disableTitle: (email: string) => `Disable ${email}?`,
  disableText:
    'They are signed out everywhere at once and cannot sign in until somebody enables the account again.',
  disabledDone: (email: string) => `${email} is disabled.`,
  enabledDone: (email: string) => `${email} may sign in again.`,
  remove: 'Remove',
  removeTitle: (email: string) => `Remove ${email}?`,
  removeText: 'The account and its sessions are removed for good. What it did stays in the audit log.',
  removed: (email: string) => `${email} is removed.`,
  roleChanged: (email: string, role: string) => `${email} now has the role ${role}.`,
  notChanged: 'Nothing was changed',
  invite,
  issued,
  open,
};
