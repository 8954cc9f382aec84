# What is wrong with the media or with their timestamps.

# publishes FAULT FINDING SEVERITY FACTS MADE: senders/publish.mjs publishes movie.flv to nginx
publishes() {
  [ -e "$work/movie.flv" ] || movie 2
  start_nginx
  capture
  SERVER= node "$senders/publish.mjs" 1935 "$work/movie.flv" "$1" >"$work/struck" || die "the sender failed"
  end_capture
  local frame=
  [ -s "$work/struck" ] && frame=$(struck)
  tell "$2" "$3" client "$frame" "$4" "$5"
}
# sends FINDING SEVERITY SIDE FRAME-FILTER FACTS MADE FFMPEG-OPTION...: FFmpeg publishes in real time
sends() {
  start_nginx
  capture
  ffmpeg -nostdin -v error "${@:7}" -f flv "$server/live/movie" 2>"$work/ffmpeg.log"
  end_capture
  local frame=
  [ -n "$4" ] && frame=$(first_frame "$4")
  tell "$1" "$2" "$3" "$frame" "$5" "$6"
}
copied=(-c copy -flvflags no_duration_filesize -max_interleave_delta 200000)

scenario healthy-publish
fault_healthy_publish() {
  movie 6 -bf 2 -g 20
  start_nginx
  capture
  publish
  wait "$publisher"
  end_capture
  healthy "FFmpeg publishes 6 s with 2 B-frames and a key frame every 2 s"
}

scenario healthy-play
fault_healthy_play() {
  movie 6 -bf 2
  start_nginx
  publish
  capture_others
  timeout -s INT 3 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  end_capture
  stop "$publisher" INT
  healthy "rtmpdump plays for 3 s what FFmpeg publishes, and stops; the publisher is not captured"
}

scenario healthy-sender
fault_healthy_sender() {
  movie 3
  start_nginx
  capture
  node "$senders/publish.mjs" 1935 "$work/movie.flv" none || die "the sender failed"
  end_capture
  healthy "senders/publish.mjs publishes 3 s and commits no fault"
}

scenario av-offset
fault_av_offset() {
  movie 3
  sends av.offset warning client '' '{ "audioBehindVideoMs": 600 }' \
    "FFmpeg publishes with -itsoffset 0.6 for the audio: its first timestamp is 0.6 s behind that of the video" \
    -re -i "$work/movie.flv" -itsoffset 0.6 -re -i "$work/movie.flv" -map 0:v -map 1:a "${copied[@]}"
}

scenario av-offset-skewed
fault_av_offset_skewed() {
  publishes timestamps-skewed av.offset warning '{ "audioAheadMs": 800 }' \
    "a sender whose audio has timestamps 0.8 s ahead of the video that it sends at the same time"
}

scenario timestamp-offset
fault_timestamp_offset() {
  movie 3
  sends timestamp.offset warning client '' '{ "firstMs": 7200000 }' "FFmpeg publishes with -output_ts_offset 7200: the first timestamp is two hours" \
    -re -i "$work/movie.flv" "${copied[@]}" -copyts -output_ts_offset 7200
}

scenario timestamp-drift
fault_timestamp_drift() {
  movie 10 -b:v 8k
  sends timestamp.drift warning client '' '{ "audioFasterPercent": 4 }' \
    "FFmpeg publishes 10 s; setts makes the audio's timestamps grow 4 % too fast against those of the video" \
    -re -i "$work/movie.flv" "${copied[@]}" -bsf:a 'setts=ts=TS*1.04'
}

scenario timestamp-jump
fault_timestamp_jump() {
  movie 4
  sends timestamp.jump warning client '' '{ "atMs": 2000, "jumpMs": 30000 }' \
    "FFmpeg publishes; setts adds 30 s to all timestamps from 2 s on" \
    -re -i "$work/movie.flv" "${copied[@]}" -bsf:v 'setts=ts=TS+gte(TS\,2000)*30000' -bsf:a 'setts=ts=TS+gte(TS\,2000)*30000'
}

scenario timestamp-back
fault_timestamp_back() {
  movie 3
  publishes timestamps-back timestamp.back error '{ "atMs": 1500, "backMs": 1000 }' "a sender whose timestamps go back by a second, 1.5 s from the start"
}

scenario timestamp-frozen
fault_timestamp_frozen() {
  movie 3
  publishes timestamps-frozen timestamp.frozen error '{ "atMs": 1000 }' "a sender whose timestamps stand still after a second, while its media go on"
}

scenario timestamp-unit
fault_timestamp_unit() {
  movie 3
  sends timestamp.unit error client '' '{ "unit": "1/90000 s" }' "FFmpeg publishes; setts multiplies the timestamps by 90, as if they were those of MPEG" \
    -re -i "$work/movie.flv" "${copied[@]}" -bsf:v 'setts=ts=TS*90' -bsf:a 'setts=ts=TS*90'
}

scenario timestamp-presentation
fault_timestamp_presentation() {
  movie 3 -bf 2
  publishes timestamps-presentation timestamp.presentation error '{ "bFrames": 2 }' \
    "a sender that sends pictures with B-frames at their presentation time, with a composition time of 0"
}

scenario timestamp-unit-seconds
fault_timestamp_unit_seconds() {
  movie 6
  sends timestamp.unit error client '' '{ "unit": "1 s" }' "FFmpeg publishes; setts divides the timestamps by 1000, as if they were seconds" \
    -re -i "$work/movie.flv" "${copied[@]}" -bsf:v 'setts=ts=TS/1000' -bsf:a 'setts=ts=TS/1000'
}

scenario no-audio
fault_no_audio() {
  movie 3
  sends media.no-audio warning client '' '{}' "FFmpeg publishes video only" -re -i "$work/movie.flv" -an "${copied[@]}"
}

scenario no-video
fault_no_video() {
  movie 3
  sends media.no-video warning client '' '{}' "FFmpeg publishes audio only" -re -i "$work/movie.flv" -vn "${copied[@]}"
}

scenario audio-stops
fault_audio_stops() {
  movie 6
  ffmpeg -nostdin -v error -y -i "$work/movie.flv" -t 2 -vn -c copy "$work/sound.flv"
  sends media.audio-stops warning client '' '{ "audioSeconds": 2, "videoSeconds": 6 }' "FFmpeg publishes 6 s of video with 2 s of audio" \
    -re -i "$work/movie.flv" -re -i "$work/sound.flv" -map 0:v -map 1:a "${copied[@]}"
}

scenario video-stops
fault_video_stops() {
  movie 6
  ffmpeg -nostdin -v error -y -i "$work/movie.flv" -t 2 -an -c copy "$work/picture.flv"
  sends media.video-stops warning client '' '{ "videoSeconds": 2, "audioSeconds": 6 }' "FFmpeg publishes 6 s of audio with 2 s of video" \
    -re -i "$work/movie.flv" -re -i "$work/picture.flv" -map 0:a -map 1:v "${copied[@]}"
}

scenario video-late
fault_video_late() {
  movie 6
  publishes video-late media.video-late warning '{ "afterMs": 3000 }' "a sender that sends audio only for the first 3 s"
}

scenario audio-late
fault_audio_late() {
  movie 6
  publishes audio-late media.audio-late warning '{ "afterMs": 3000 }' "a sender that sends video only for the first 3 s"
}

scenario no-keyframe-first
fault_no_keyframe_first() {
  movie 3 -g 15
  publishes no-keyframe-first media.no-keyframe-first error '{ "firstKeyframeMs": 1500 }' \
    "a sender that leaves out the first key frame: 14 pictures come before one that can be decoded"
}

scenario no-sequence-header
fault_no_sequence_header() {
  publishes no-sequence-header media.no-sequence-header error '{ "codec": "avc" }' "a sender that leaves out the AVC sequence header"
}

scenario no-sequence-header-audio
fault_no_sequence_header_audio() {
  publishes audio-sequence-header-left-out media.no-sequence-header error '{ "codec": "aac" }' "a sender that leaves out the AAC sequence header"
}

scenario track-unknown
fault_track_unknown() {
  publishes track-unknown track.unknown warning '{ "trackId": 1 }' "a sender that sends each sound on track 1, too (Enhanced RTMP, Multitrack), for which no sequence header came"
}

scenario modex-nano
fault_modex_nano() {
  publishes nanoseconds modex.nano warning '{ "nanoseconds": 1500000 }' "a sender whose pictures have a nanosecond offset (Enhanced RTMP, ModEx) of 1.5 ms, where the timestamp counts whole milliseconds"
}

scenario publish-no-stream
fault_publish_no_stream() {
  publishes no-create-stream publish.no-stream warning '{ "streamId": 1 }' "a sender that publishes on message stream 1 without createStream; nginx does not mind"
  jq --argjson frame "$(frame_of_text publish)" '.frame = $frame' "${pcap%.pcap}.json" >"$work/json" && mv "$work/json" "${pcap%.pcap}.json"
}

scenario sequence-header-repeated
fault_sequence_header_repeated() {
  publishes sequence-header-repeated media.sequence-header-repeated warning '{ "before": "each picture" }' "a sender that repeats the AVC sequence header before each picture"
}

scenario adts
fault_adts() {
  publishes adts media.adts error '{}' "a sender whose AAC frames begin with ADTS headers"
}

scenario annex-b
fault_annex_b() {
  publishes annex-b media.annex-b error '{}' "a sender whose NAL units stand behind start codes in place of lengths"
}

scenario empty-audio
fault_empty_audio() {
  publishes empty-audio media.empty-audio warning '{ "afterMs": 500 }' "a sender whose audio messages have no bytes after half a second"
}

scenario media-on-stream-zero
fault_media_on_stream_zero() {
  publishes stream-zero media.stream-zero error '{}' "a sender that sends media and metadata with the message stream id 0, though createStream gave 1"
}

scenario media-before-publish
fault_media_before_publish() {
  publishes media-before-publish media.before-publish warning '{ "messages": 5 }' "a sender that sends five audio messages before it calls publish"
}

scenario composition-time
fault_composition_time() {
  publishes composition-time media.composition-time error '{ "milliseconds": -700 }' "a sender whose pictures have a composition time of -700 ms from the fifth on"
}

scenario composition-time-unit
fault_composition_time_unit() {
  movie 3 -bf 2
  publishes composition-time-unit media.composition-time error '{ "times": 90 }' "a sender whose composition times are in units of 1/90000 s"
}

scenario keyframe-interval
fault_keyframe_interval() {
  movie 22 -g 100 -an
  sends keyframe.interval warning client '' '{ "seconds": 10 }' "FFmpeg publishes 22 s with a key frame every 10 s" \
    -re -i "$work/movie.flv" -f lavfi -re -i anullsrc=r=8000:cl=mono -t 22 -c:v copy -c:a aac -b:a 1k
}

scenario play-late-first-picture
fault_play_late_first_picture() {
  movie 12 -g 60
  start_nginx 'wait_key on;'
  publish
  capture_others
  timeout -s INT 7 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  end_capture
  stop "$publisher" INT
  tell play.late-first-picture warning server "" '{ "keyframeIntervalMs": 6000 }' \
    "rtmpdump plays a stream with a key frame every 6 s from the middle of such an interval; nginx waits for the next key frame. The publisher is not captured"
}

scenario metadata-size
fault_metadata_size() {
  publishes metadata-size metadata.contradicts warning '{ "width": [1920, 160], "height": [1080, 90], "framerate": [60, 10] }' \
    "a sender whose onMetaData says 1920x1080 at 60 pictures a second; what it sends is 160x90 at 10"
}

scenario metadata-codec
fault_metadata_codec() {
  publishes metadata-codec codec.contradicts warning '{ "videocodecid": [2, 7], "audiocodecid": [2, 10] }' \
    "a sender whose onMetaData says Sorenson H.263 and MP3; what it sends is AVC and AAC"
}

scenario codec-not-negotiated
fault_codec_not_negotiated() {
  ffmpeg -nostdin -v error -y -f lavfi -i testsrc=size=64x36:rate=10 -t 1 -pix_fmt yuv420p -c:v libaom-av1 -cpu-used 8 -g 10 "$work/movie.mp4"
  ffmpeg -nostdin -v error -y -i "$work/movie.mp4" -c copy "$work/movie.ivf"
  serve offers-hevc
  capture
  node "$senders/publish.mjs" 1935 "$work/movie.ivf" not-negotiated >"$work/struck-client" || die "the sender failed"
  end_capture
  mv "$work/struck-client" "$work/struck"
  tell codec.not-negotiated warning client "$(struck)" '{ "used": "av01", "offeredByClient": ["hvc1", "av01"], "offeredByServer": ["hvc1"] }' \
    "a sender that offers HEVC and AV1 in connect, is answered that the server takes HEVC, and sends AV1 (of libaom)"
}
