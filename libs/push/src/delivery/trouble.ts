/** What is wrong with the target as a whole. It opens a hold: items wait, and no attempt is burned. */
export interface Trouble {
  readonly code: TroubleCode;
  /** For the technical details; never a secret. */
  readonly detail: string;
  /** When Oracle itself said how long to wait. */
  readonly waitSeconds?: number;
}

export const TROUBLE_WORDS = {
  'PUSH.NOT_CONFIGURED': {
    reason: 'Push is switched on, but not everything it needs is set.',
    action: 'You: set what is missing in Settings → Push.',
  },
  'PUSH.SECRET_UNREADABLE': {
    reason: 'A stored secret of Push cannot be read: the key it was stored with is missing.',
    action:
      'Operator: set APP_SECRET to the key it was stored with. If that is lost, You: enter the secret anew in Settings → Push.',
  },
  'PUSH.COPY': {
    reason:
      'This database is a copy of another installation, so nothing is sent: that one may be sending already.',
    action:
      'You: press Confirm this installation if it is the one that sends to Oracle now. If it is a test system, switch Push off, or set the address of a test system in Settings → Push first.',
  },
  'PUSH.CLIENT_REFUSED': {
    reason: 'Oracle refuses the client ID or secret.',
    action: 'You: check Client ID and Client Secret. If the secret was changed in Oracle, set the new one.',
  },
  'PUSH.SCOPE_REFUSED': {
    reason: 'Oracle does not know the scope.',
    action: 'You or the Oracle administrator: compare the scope, character for character.',
  },
  'PUSH.TOKEN_UNREACHABLE': {
    reason: "Oracle's token address cannot be reached, or fails.",
    action: 'IT: network, certificate or Token URL. We try again by ourselves.',
  },
  'PUSH.TOKEN_UNUSABLE': {
    reason: "Oracle's token address answers with something that is no token.",
    action: 'You: check Token URL. We try again by ourselves.',
  },
  'PUSH.UNREACHABLE': {
    reason: "Oracle's address cannot be reached.",
    action: 'IT: network, certificate or Base URL. We try again by ourselves.',
  },
  'PUSH.TOKEN_REJECTED': {
    reason: 'Oracle grants us a token and then refuses it.',
    action:
      'Oracle administrator: the token must be valid for the completions endpoint (audience and scope).',
  },
  'PUSH.FORBIDDEN': {
    reason: 'Oracle knows us but does not allow this. A role is missing.',
    action: 'Oracle administrator: give the client the role for learning records.',
  },
  'PUSH.NOT_AN_INTERFACE': {
    reason: 'A sign-in or error page answered instead of the interface. The address is probably wrong.',
    action: 'You: check Base URL.',
  },
  'PUSH.ENDPOINT_MISSING': {
    reason: 'Oracle does not know the address of the completions endpoint.',
    action: 'You: check Base URL and the path of the completions endpoint.',
  },
  'PUSH.LOOKUP_REFUSED': {
    reason: 'Oracle refuses the form in which we look up people, learning items or learning records.',
    action:
      'You: compare the fields, the framework version and how conditions are joined in Settings → Push with what Oracle answers.',
  },
  'PUSH.TOKEN_LIMIT': {
    reason: 'We have asked Oracle for as many tokens as a minute allows.',
    action: 'Nobody. We go on by ourselves within a minute.',
  },
  'PUSH.FAILING': {
    reason: 'Oracle fails at most of what we send.',
    action: 'Oracle administrator: is there an outage? We try again by ourselves.',
  },
  'PUSH.ASKED_TO_WAIT': {
    reason: 'Oracle asks us to wait.',
    action: 'Nobody. We go on by ourselves.',
  },
} as const satisfies Record<string, { reason: string; action: string }>;

export type TroubleCode = keyof typeof TROUBLE_WORDS;
