import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSettings } from '@oracle-integration/settings';
import type { FusionRequest } from '../../profile/fusion/fusion-requests';
import { shownRequest } from '../../profile/shown-request';
import {
  createRequest,
  dataSetRequest,
  messagesRequest,
  namedRequest,
  uploadRequest,
} from './data-set-requests';

const GOLDEN = resolve(import.meta.dirname, '../../../../../docs/profiles/requests/history-file-upload.http');
const NAME = 'totara-history-0198c1a0-0000-7000-8000-00000000000a-part-1-run-1';

const settingsOf = (variables: Record<string, string> = {}) =>
  parseSettings({ PUSH_BASE_URL: 'https://pod.fa.ocs.oraclecloud.com', ...variables });

function httpText(title: string, request: FusionRequest): string {
  const { method, url, headers } = shownRequest(request, settingsOf());
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`### ${title}`, `${method} ${url}`, ...lines, ...(request.body ? ['', request.body] : []), ''].join(
    '\n',
  );
}

describe('the requests to HCM Data Loader', () => {
  it('are those that were reviewed, byte for byte', () => {
    const settings = settingsOf();

    const requests = [
      httpText('Send the archive', uploadRequest(settings, Buffer.from('the archive'))),
      httpText('Have it loaded', createRequest(settings, 'UCMFA00012345', NAME)),
      httpText('Look for the data set, when that was not answered', namedRequest(settings, NAME)),
      httpText('Look whether Oracle is done', dataSetRequest(settings, '300100000000317')),
      httpText('Read what it says of lines', messagesRequest(settings, '300100000000317', 499)),
    ];

    expect(requests.join('\n')).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('go where the settings say', () => {
    const settings = settingsOf({
      HISTORY_FILE_UPLOAD_PATH: '/other/loads/',
      PUSH_FUSION_FRAMEWORK_VERSION: '2',
    });

    expect(dataSetRequest(settings, '7')).toEqual({
      method: 'GET',
      path: '/other/loads/7?onlyData=true',
      headers: { accept: 'application/json', 'rest-framework-version': '2' },
    });
  });
});
