#!/bin/sh
# Speaks dialogue.txt into dialogue.mp3 with two of flite's voices.
# Needs Debian's packages flite, sox and ffmpeg.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=100
while IFS= read -r line; do
    case $line in S1:*) voice=slt ;; *) voice=rms ;; esac
    flite -voice "$voice" -t "${line#S?: }" -o "$work/line.wav"
    sox "$work/line.wav" -r 16000 -c 1 "$work/part$number.wav" pad 0 0.45
    number=$((number + 1))
done <dialogue.txt
sox "$work"/part*.wav "$work/all.wav"
ffmpeg -v error -y -i "$work/all.wav" -codec:a libmp3lame -b:a 64k dialogue.mp3
