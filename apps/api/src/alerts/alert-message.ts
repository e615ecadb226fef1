/** What is said to people, in whatever shape a channel gives it. */
export interface AlertMessage {
  /** One sentence: the subject of an e-mail. */
  readonly subject: string;
  readonly lines: readonly string[];
  /** Where the control panel shows it. */
  readonly link: string;
}

/** The same message as Slack's incoming webhooks take it. */
export function slackBody({ subject, lines, link }: AlertMessage): object {
  const text = [`*${slackText(subject)}*`, ...lines.map(slackText), `<${link}|Open the control panel>`];
  return { text: text.join('\n') };
}

/** As workflows of Teams take it: an adaptive card. */
export function teamsBody({ subject, lines, link }: AlertMessage): object {
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
            block(plainMarkdown(subject), { weight: 'Bolder' }),
            ...lines.map((line) => block(plainMarkdown(line))),
          ],
          actions: [{ type: 'Action.OpenUrl', title: 'Open the control panel', url: link }],
        },
      },
    ],
  };
}

export function emailText({ lines, link }: AlertMessage): string {
  return `${[...lines, '', link].join('\n')}\n`;
}

/** What stands in a name must not become a link or a mention. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]()#|~]/g, '\\$&');
}
