/** What is said to people, in whatever shape a channel gives it. */
export interface AlertMessage {
  /** One sentence: the subject of an e-mail. */
  readonly subject: string;
  readonly lines: readonly string[];
  /** Where the control panel shows it. */
  readonly link: string;
}

/** The same message as Slack's incoming webhooks take it. */
export function slackBody(message: AlertMessage): object {
  const [first = '', ...rest] = linesWithSubject(message);
  const text = [`*${slackText(first)}*`, ...rest.map(slackText), `<${message.link}|Open the control panel>`];
  return { text: text.join('\n') };
}

/** As workflows of Teams take it: an adaptive card. */
export function teamsBody(message: AlertMessage): object {
  const [first = '', ...rest] = linesWithSubject(message);
  const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(plainMarkdown(first), { weight: 'Bolder' }),
            ...rest.map((line) => block(plainMarkdown(line))),
          ],
          actions: [{ type: 'Action.OpenUrl', title: 'Open the control panel', url: message.link }],
        },
      },
    ],
  };
}

export function emailText({ lines, link }: AlertMessage): string {
  return `${[...lines, '', link].join('\n')}\n`;
}

/** A message without a subject line of its own says it first, once. */
function linesWithSubject({ subject, lines }: AlertMessage): readonly string[] {
  return lines[0]?.startsWith(subject) ? lines : [subject, ...lines];
}

/** What stands in a name must not become a link or a mention. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]()#|~]/g, '\\$&');
}
