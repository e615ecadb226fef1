import type { Settings } from '@oracle-integration/settings';
import { adfQuery } from '../../profile/fusion/adf-query';
import type { FusionRequest } from '../../profile/fusion/fusion-requests';

const ACTION_TYPE = 'application/vnd.oracle.adf.action+json';
const FILE_NAME = 'LearningRecord.zip';
/** Of ADF; more are not given at once. */
export const MESSAGES_PAGE = 499;

/** Sends an archive; nothing is loaded yet. */
export function uploadRequest(settings: Settings, archive: Buffer): FusionRequest {
  const content = archive.toString('base64');
  return actionRequest(settings, 'uploadFile', { fileName: FILE_NAME, content });
}

/** Has an archive that was sent imported and loaded. */
export function createRequest(settings: Settings, contentId: string, dataSetName: string): FusionRequest {
  return actionRequest(settings, 'createFileDataSet', {
    contentId,
    fileAction: 'IMPORT_AND_LOAD',
    dataSetName,
    deleteSourceFileFlag: 'N',
  });
}

/** Looks whether a data set was made, when its making was not answered for. */
export function namedRequest(settings: Settings, dataSetName: string): FusionRequest {
  const { pushFusionFrameworkVersion: version, pushFusionQueryJoint: joint } = settings;
  const q = adfQuery([['DataSetName', dataSetName]], { version, joint });
  return getRequest(settings, `?q=${encodeURIComponent(q)}&onlyData=true&limit=1`);
}

export function dataSetRequest(settings: Settings, dataSetId: string): FusionRequest {
  return getRequest(settings, `/${dataSetId}?onlyData=true`);
}

export function messagesRequest(settings: Settings, dataSetId: string, offset: number): FusionRequest {
  const page = `onlyData=true&limit=${MESSAGES_PAGE}&offset=${offset}`;
  return getRequest(settings, `/${dataSetId}/child/messages?${page}`);
}

function actionRequest(settings: Settings, action: string, body: object): FusionRequest {
  return {
    method: 'POST',
    path: pathOf(settings, `/action/${action}`),
    headers: { ...headersOf(settings), 'content-type': ACTION_TYPE },
    body: JSON.stringify(body),
  };
}

function getRequest(settings: Settings, path: string): FusionRequest {
  return { method: 'GET', path: pathOf(settings, path), headers: headersOf(settings) };
}

function pathOf({ historyFileUploadPath }: Settings, path: string): string {
  return historyFileUploadPath.replace(/\/+$/, '') + path;
}

function headersOf({ pushFusionFrameworkVersion }: Settings): Record<string, string> {
  return { accept: 'application/json', 'rest-framework-version': String(pushFusionFrameworkVersion) };
}
