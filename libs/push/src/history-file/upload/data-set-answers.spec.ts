import {
  readContentId,
  readDataSet,
  readFoundRequestId,
  readMessages,
  readRequestId,
} from './data-set-answers';

describe('what HCM Data Loader answers', () => {
  it('names what was uploaded, and the data set by all of its digits', () => {
    expect(readContentId('{"result":{"ContentId":"UCMFA00012345"}}')).toBe('UCMFA00012345');
    expect(readRequestId('{"result":{"RequestId":9007199254740993}}')).toBe('9007199254740993');
    expect(readRequestId('{"result":{"RequestId":"300000123456789"}}')).toBe('300000123456789');
    expect(readFoundRequestId('{"items":[{"RequestId":9007199254740995}]}')).toBe('9007199254740995');
  });

  it.each(['{}', '{"result":null}', '{"result":{"RequestId":"7; DROP"}}', '[]', '"no"', '7'])(
    'names nothing in %s',
    (body) => {
      expect([readContentId(body), readRequestId(body), readFoundRequestId(body)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it('counts lines by what became of them', () => {
    const body = `{"DataSetStatusCode":"ORA_IN_ERROR","FileLineImportErrorCount":1,"ObjectLoadErrorCount":2,
      "ObjectRollbackErrorCount":3,"ObjectSuccessCount":400000,"ObjectUnprocessedCount":5}`;

    expect(readDataSet(body)).toEqual({
      status: 'ORA_IN_ERROR',
      counts: { loaded: 400_000, refused: 6, unprocessed: 5 },
    });
    expect(readDataSet('{"DataSetStatusCode":"ORA_IN_PROGRESS"}')?.counts.loaded).toBe(0);
    expect(readDataSet('{"ObjectSuccessCount":4}')).toBeUndefined();
  });

  it('says what is wrong with which line; what is harmless is left out and counted', () => {
    const body = JSON.stringify({
      hasMore: true,
      items: [
        { FileLine: 2, SourceSystemId: null, MessageTypeCode: 'ERROR', MessageText: 'No\u0000\nlearner' },
        { FileLine: 3, MessageTypeCode: 'WARNING', MessageText: 'It is old' },
        { FileLine: -1, SourceSystemId: 'S\u00001', MessageTypeCode: 'ORA_UNKNOWN' },
      ],
    });

    expect(readMessages(body)).toEqual({
      told: 3,
      hasMore: true,
      errors: [
        { place: 0, fileLine: 2, sourceSystemId: null, text: 'No learner' },
        { place: 2, fileLine: null, sourceSystemId: 'S1', text: 'Oracle gives no reason' },
      ],
    });
  });

  it('ends with an empty page, whatever that says', () => {
    expect(readMessages('{"items":[],"hasMore":true}').hasMore).toBe(false);
  });

  it('is not read when it is cut off', () => {
    expect(() => readDataSet('{"DataSetStatus')).toThrow(SyntaxError);
  });
});
