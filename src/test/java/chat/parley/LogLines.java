package chat.parley;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Records what a class logs during a test. Any thread may log. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            var line = ExtLogRecord.wrap(record);
            // Copies the MDC, which belongs to the logging thread.
            line.copyAll();
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogLines(Class<?> of) {
        this(of.getName());
    }

    /** @param className for a class that is not public */
    public LogLines(String className) {
        logger = Logger.getLogger(className);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        records.clear();
        logger.addHandler(handler);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(handler);
    }

    public List<ExtLogRecord> records() {
        return List.copyOf(records);
    }

    /** The formatted lines. */
    public List<String> texts() {
        return records.stream().map(ExtLogRecord::getFormattedMessage).toList();
    }
}
