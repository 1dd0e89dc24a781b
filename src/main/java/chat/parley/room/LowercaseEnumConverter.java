package chat.parley.room;

import java.util.Locale;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores enums by their names in lower case, as the constraints of the schema and JSON have them. */
abstract class LowercaseEnumConverter<E extends Enum<E>> implements AttributeConverter<E, String> {

    private final Class<E> type;

    LowercaseEnumConverter(Class<E> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(E value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public E convertToEntityAttribute(String column) {
        return read(type, column);
    }

    /** Returns null for null, which outer joins and nullable columns contain. */
    static <E extends Enum<E>> E read(Class<E> type, String column) {
        return column == null ? null : Enum.valueOf(type, column.toUpperCase(Locale.ROOT));
    }

    @Converter
    static class OfKind extends LowercaseEnumConverter<RoomKind> {
        public OfKind() {
            super(RoomKind.class);
        }
    }

    @Converter
    static class OfLevel extends LowercaseEnumConverter<NotificationLevel> {
        public OfLevel() {
            super(NotificationLevel.class);
        }
    }

    @Converter
    static class OfRole extends LowercaseEnumConverter<Role> {
        public OfRole() {
            super(Role.class);
        }
    }
}
