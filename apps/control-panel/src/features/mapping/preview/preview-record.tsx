import type { MappedRecordView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { readableJson } from '../../../lib/technical-text';
import { CodeBlock } from '../../../ui/code-block';
import { StatusWord } from '../../../ui/status-word';
import { TechnicalDetails } from '../../../ui/technical-details';

const words = strings.mapping.preview;

/** One completion: as it is on the left, as it would be sent, or why not, on the right. */
export function PreviewRecord({ record }: { record: MappedRecordView }) {
  const { user, course, input, body, personKey, courseKey, cause } = record;
  return (
    <li className="preview-record">
      <h3 className="preview-name">
        <bdi>{user}</bdi> · <bdi>{course}</bdi>
      </h3>
      <div className="preview-sides">
        <div>
          <CodeBlock label={words.input}>{readableJson(input)}</CodeBlock>
        </div>
        <div>
          {cause && (
            <>
              <div className="preview-waits">
                {/* No notice: each letter typed would announce all of them. */}
                <StatusWord tone="attention">{words.waits}</StatusWord>
                <p>{cause.reason}</p>
                <p>
                  <strong>{strings.queue.groups.whoActs}:</strong> {cause.action}
                </p>
              </div>
              {cause.detail && <TechnicalDetails rows={[[words.detail, cause.detail]]} />}
            </>
          )}
          {body !== null && (
            <>
              <CodeBlock label={words.output}>{readableJson(body)}</CodeBlock>
              <p className="preview-keys">{words.keys(personKey ?? words.noKey, courseKey ?? words.noKey)}</p>
            </>
          )}
        </div>
      </div>
    </li>
  );
}
