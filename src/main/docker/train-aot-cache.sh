#!/usr/bin/env bash
# Starts Parley once as the image will start it, so that Java learns which classes it needs and how they are used, and keeps
# that in parley.aot: with it the start takes half of the processor's time. Dockerfile.jvm calls it while an image is built.
#
#   train-aot-cache.sh FOLDER [PORT]    FOLDER holds what target/quarkus-app does; parley.args and parley.aot are written there
#
# Not as root, whom PostgreSQL refuses.
set -euo pipefail
export LC_ALL=C
folder=$1
port=${2:-8080}

# One flat class path instead of quarkus-run.jar, whose own class loader keeps Java from keeping classes ready. What Quarkus
# has changed in a library goes before the library. By name: the cache is good for this very path, in this order.
class_path=$(printf '%s:' "$folder"/quarkus/transformed-bytecode.jar "$folder"/quarkus/generated-bytecode.jar \
  "$folder"/app/*.jar "$folder"/lib/main/*.jar "$folder"/lib/boot/*.jar)
cat >"$folder/parley.args" <<ARGUMENTS
-XX:+UseG1GC
-XX:MaxRAMPercentage=50
-XX:+ExitOnOutOfMemoryError
--add-opens=java.base/java.lang=ALL-UNNAMED
--enable-native-access=ALL-UNNAMED
-Djava.util.logging.manager=org.jboss.logmanager.LogManager
-cp
${class_path%:}
ARGUMENTS

# On a PostgreSQL of its own, as it is told of no other.
data=$(mktemp -d)
PARLEY_DATA=$data QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port \
  java -XX:AOTCacheOutput="$folder/parley.aot" @"$folder/parley.args" chat.parley.ops.Main &
parley=$!

# GET by bash alone: the image has no tool for it.
get() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n' "$1" >&3
  head -n 1 <&3 | grep -q ' [234][0-9][0-9] '
}
for _ in $(seq 120); do
  sleep 1
  kill -0 "$parley"
  (get /q/health/ready) 2>/dev/null && break
done
for page in /q/health/ready /q/health/live /q/metrics / /login /signup /api/me; do
  (get "$page") || { echo "$page was not answered" >&2; kill "$parley"; exit 1; }
done

# It ends as Kubernetes ends it; Java writes the cache then. 143 is the answer to SIGTERM.
kill -TERM "$parley"
wait "$parley" || [[ $? == 143 ]]
rm -rf "$data"
test -s "$folder/parley.aot"
