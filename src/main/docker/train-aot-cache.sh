#!/usr/bin/env bash
# Starts Parley once like the image does, so that Java records the loaded classes and their profiles in parley.aot. With this
# cache a start takes half of the CPU time. Dockerfile.jvm runs it while the image is built.
#
#   train-aot-cache.sh FOLDER [PORT]    FOLDER has the contents of target/quarkus-app; parley.args and parley.aot are written there
#
# Do not run it as root: PostgreSQL does not start as root.
set -euo pipefail
export LC_ALL=C
folder=$1
port=${2:-8080}

# One flat class path instead of quarkus-run.jar, whose class loader prevents Java from caching classes. Classes that Quarkus
# has transformed come before the libraries. Sorted by name: the cache is valid for this path in this order only.
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

# With the embedded PostgreSQL, because no other is configured.
data=$(mktemp -d)
PARLEY_DATA_DIR=$data QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port \
  java -XX:AOTCacheOutput="$folder/parley.aot" @"$folder/parley.args" chat.parley.ops.Main &
parley=$!

# GET in plain bash: the image has no tool for it.
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
