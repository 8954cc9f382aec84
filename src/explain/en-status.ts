import type { Catalogue } from './catalogue.ts';

/** What status codes mean, and what usually makes a server send them. */
export const status: Catalogue['status'] = {
  'NetConnection.Call.BadVersion': {
    meaning: 'The server could not read a call.',
    causes: 'The client encoded it in AMF3 although AMF0 was agreed on, or the other way round.',
  },
  'NetConnection.Call.Failed': {
    meaning: 'The server could not carry out a call.',
    causes:
      'The application has no such function, or the function itself failed. After releaseStream and FCPublish it harms nothing.',
  },
  'NetConnection.Call.Prohibited': {
    meaning: 'The server does not allow the call.',
    causes: 'The client may not use this function, often for reasons of where it was loaded from.',
  },
  'NetConnection.Connect.AppShutdown': {
    meaning: 'The application on the server is being shut down.',
    causes: 'The server is restarted, or is out of memory. Connect again later.',
  },
  'NetConnection.Connect.Closed': {
    meaning: 'The connection was closed.',
    causes: 'One side ended it on purpose; a server may also have thrown the client out.',
  },
  'NetConnection.Connect.Failed': {
    meaning: 'The connection could not be made.',
    causes: 'The server is down or overloaded, or a firewall is in the way.',
  },
  'NetConnection.Connect.IdleTimeOut': {
    meaning: 'The server ended a connection on which nothing happened.',
    causes: 'The client sent nothing for longer than the server allows.',
  },
  'NetConnection.Connect.InvalidApp': {
    meaning: 'The server has no such application.',
    causes: 'The first part of the path of the URL is misspelt, missing, or not set up on the server.',
  },
  'NetConnection.Connect.NetworkChange': {
    meaning: 'The network of the client has changed.',
    causes: 'A wireless network was joined or left. The connection may go on or break.',
  },
  'NetConnection.Connect.ReconnectRequest': {
    meaning: 'The server asks the client to connect again, to the URL given or else the same one.',
    causes:
      'The server is to be taken out of service or shares its load. The client should go on until the next keyframe and then move.',
  },
  'NetConnection.Connect.Rejected': {
    meaning: 'The server refuses the client.',
    causes:
      'A user name, token or stream key is missing or wrong, or the place it comes from is not allowed. The description often says which.',
  },
  'NetConnection.Connect.Success': {
    meaning: 'The server has accepted the client.',
    causes: 'The application exists and nothing forbids the client to use it.',
  },
  'NetConnection.Proxy.NotResponding': {
    meaning: 'The proxy through which the client connects does not answer.',
    causes: 'The proxy is down or can not be reached, or its address is wrong.',
  },
  'NetStream.Buffer.Empty': {
    meaning: 'The player has nothing left to play and waits.',
    causes: 'Data comes more slowly than it is played: too little bandwidth, or a publisher that stalls.',
  },
  'NetStream.Buffer.Flush': {
    meaning: 'All data was sent, and the player plays what is left.',
    causes: 'The stream has ended.',
  },
  'NetStream.Buffer.Full': {
    meaning: 'The buffer of the player is full and playing begins.',
    causes: 'Enough data has come.',
  },
  'NetStream.Data.Start': {
    meaning: 'Data of the stream begins.',
    causes: 'Some servers send it after Play.Start, before the metadata.',
  },
  'NetStream.Failed': {
    meaning: 'Something went wrong with the stream that has no code of its own.',
    causes: 'The description says what, if anything does; otherwise the log of the server.',
  },
  'NetStream.MulticastStream.Reset': {
    meaning: 'The player changed to another multicast stream.',
    causes: 'The publisher of the multicast began anew.',
  },
  'NetStream.Pause.Notify': {
    meaning: 'The stream is paused.',
    causes: 'The player asked for it with pause.',
  },
  'NetStream.Play.Complete': {
    meaning: 'The whole stream was sent.',
    causes: 'The recording or the playlist has come to its end.',
  },
  'NetStream.Play.Failed': {
    meaning: 'The stream can not be played.',
    causes: 'The server can not read it, or the player may not see it. The description may say more.',
  },
  'NetStream.Play.FileStructureInvalid': {
    meaning: 'The recording is damaged or not of a format that the server reads.',
    causes: 'A file that was cut off while it was written, or that has only the name of an MP4 or FLV file.',
  },
  'NetStream.Play.InsufficientBW': {
    meaning: 'The way to the player is too slow for the stream.',
    causes: 'The bit rate is above the bandwidth of the player. A version with a lower one helps.',
  },
  'NetStream.Play.NoSupportedTrackFound': {
    meaning: 'The file has no audio, video or data that can be played.',
    causes: 'Its codecs are not among those that the server or the player knows.',
  },
  'NetStream.Play.PublishNotify': {
    meaning: 'Someone began to publish the stream that the player waits for.',
    causes: 'The publisher came, or came back after a break.',
  },
  'NetStream.Play.Reset': {
    meaning: 'The playlist was emptied, and what was asked for is played at once.',
    causes: 'It comes before Play.Start unless the player asked to add to the playlist.',
  },
  'NetStream.Play.Start': {
    meaning: 'The stream is found and plays; media follow.',
    causes:
      'Some servers send it for live streams that nobody publishes yet. If then no media come, that is why.',
  },
  'NetStream.Play.Stop': {
    meaning: 'Playing has ended.',
    causes: 'The recording is over, or the publisher of a live stream is gone.',
  },
  'NetStream.Play.StreamNotFound': {
    meaning: 'There is no stream of this name.',
    causes: 'Nobody publishes it at this time, its name is misspelt, or it lies in another application.',
  },
  'NetStream.Play.Switch': {
    meaning: 'The player is being moved to another stream.',
    causes: 'A playlist goes on to its next entry, or the bit rate changes.',
  },
  'NetStream.Play.Transition': {
    meaning: 'The server has begun to switch to another version of the stream.',
    causes: 'The player asked for it with play2.',
  },
  'NetStream.Play.TransitionComplete': {
    meaning: 'The switch to another version of the stream is visible now.',
    causes: 'The first keyframe of the new version was reached.',
  },
  'NetStream.Play.UnpublishNotify': {
    meaning: 'The publisher of the stream has stopped.',
    causes: 'It ended its stream, or its connection was lost. The player may wait, since it may come back.',
  },
  'NetStream.Publish.BadConnection': {
    meaning: 'The server can not take the stream on this connection.',
    causes: 'publish came before connect was done, or on a message stream that was not created.',
  },
  'NetStream.Publish.BadName': {
    meaning: 'The name can not be published.',
    causes:
      'Somebody publishes it already, often an earlier connection of the same encoder that the server still believes alive; or the stream key is wrong.',
  },
  'NetStream.Publish.Denied': {
    meaning: 'The server does not let this client publish.',
    causes: 'The stream key or token is wrong or has run out, or the address of the client is not allowed.',
  },
  'NetStream.Publish.Idle': {
    meaning: 'The publisher has sent nothing for some time.',
    causes: 'The encoder is paused or has hung.',
  },
  'NetStream.Publish.Rejected': {
    meaning: 'The server does not take the stream.',
    causes:
      'A rule of the server forbids it: a wrong stream key, a codec it does not take, too many streams.',
  },
  'NetStream.Publish.Start': {
    meaning: 'The server takes the stream; the client may send media.',
    causes:
      'The name is free and the client may use it. Some servers send it before they have checked the key.',
  },
  'NetStream.Publish.Unauthorized': {
    meaning: 'The client has not proved that it may publish.',
    causes: 'The stream key, user name or token is missing or wrong.',
  },
  'NetStream.Record.Failed': {
    meaning: 'The server can not go on recording.',
    causes: 'Its disk is full, or the file can not be written.',
  },
  'NetStream.Record.NoAccess': {
    meaning: 'The server may not record to this file.',
    causes: 'The file is read-only, in use, or outside the place where recordings may lie.',
  },
  'NetStream.Record.Start': {
    meaning: 'The server has begun to record.',
    causes: 'The client published as record or append, or a rule of the server records everything.',
  },
  'NetStream.Record.Stop': {
    meaning: 'The server has stopped recording.',
    causes: 'The publisher has ended its stream.',
  },
  'NetStream.Seek.Failed': {
    meaning: 'The player can not go to the place that it asked for.',
    causes: 'The stream is live, or the recording can not be searched.',
  },
  'NetStream.Seek.InvalidTime': {
    meaning: 'The place that the player asked for is beyond what there is.',
    causes: 'The recording is shorter, or not yet there so far. The details name a time that would do.',
  },
  'NetStream.Seek.Notify': {
    meaning: 'The server goes on from the place that the player asked for.',
    causes: 'The player asked for it with seek. Media begin at the keyframe before that place.',
  },
  'NetStream.Unpause.Notify': {
    meaning: 'The stream goes on after a pause.',
    causes: 'The player asked for it with pause.',
  },
  'NetStream.Unpublish.Success': {
    meaning: 'The stream is published no longer.',
    causes: 'The client has ended it with closeStream, deleteStream or FCUnpublish.',
  },
  'SharedObject.BadPersistence': {
    meaning: 'The object exists with another persistence than the client asked for.',
    causes: 'One client opened it as lasting and another as temporary.',
  },
  'SharedObject.Flush.Failed': {
    meaning: 'The object could not be saved.',
    causes: 'The user did not allow the player to store so much.',
  },
  'SharedObject.Flush.Success': {
    meaning: 'The object was saved.',
    causes: 'The user allowed the player to store so much.',
  },
  'SharedObject.NoReadAccess': {
    meaning: 'The client may not read the object.',
    causes: 'The application on the server does not allow it.',
  },
  'SharedObject.NoWriteAccess': {
    meaning: 'The client may not change the object.',
    causes: 'The application on the server does not allow it.',
  },
  'SharedObject.ObjectCreationFailed': {
    meaning: 'The server could not create the object.',
    causes: 'Its name is not allowed, or it can not be stored.',
  },
  'SharedObject.UriMismatch': {
    meaning: 'The object belongs to another address than that of the connection.',
    causes: 'The client opened it with the URL of another application.',
  },
};
