#include "engine/formats/json_text.h"

#include "engine/experiment/kinds.h"
#include "engine/nn/error.h"

#include <QString>

namespace glassbox {

namespace {

constexpr std::size_t deepest = 32;

/// Builds the value from the parser's events, so that what the library would let pass can be refused on the way.
class Builder : public nlohmann::json_sax<Json> {
  public:
    Builder(const QByteArray& text, std::size_t mostKeys) : m_text(text), m_mostKeys(mostKeys) {}

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }  // not in text
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& key) override {
        Json& object = *m_open.back();
        if (object.size() >= m_mostKeys)
            throw Error(path() + ": more than " + std::to_string(m_mostKeys) + " keys in one object.");
        m_key = key;
        if (object.contains(key)) throw Error(path(true) + ": the key appears twice; keep one.");
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
        // `position` counts the bytes read, the last of which is the one that does not fit (or the end of the text).
        const QByteArray before = m_text.left(std::max<qsizetype>(static_cast<qsizetype>(position), 1) - 1);
        const auto line = before.count('\n') + 1;
        const auto column = before.size() - (before.lastIndexOf('\n') + 1) + 1;
        throw Error(QString("line %1, column %2: this is no JSON: %3.")
                        .arg(line)
                        .arg(column)
                        .arg(reason(QString::fromUtf8(error.what())))
                        .toStdString());
    }

    Json take() { return std::move(m_root); }

  private:
    /// Why the text is no JSON. The parser says "[json.exception...] parse error at line 1, column 2: syntax error
    /// while parsing value - invalid literal; last read: '1 /'; expected '}'" or "[json.exception...] number overflow
    /// ...".
    QString reason(QString text) const {
        if (m_text.trimmed().isEmpty()) return "the file is empty";
        if (m_text.contains('\0'))
            return "it is binary data, or text in UTF-16; choose another file or save it in UTF-8";
        const qsizetype dash = text.indexOf(" - ");
        text = dash >= 0 ? text.mid(dash + 3) : text.mid(text.indexOf("] ") + 2);
        text.replace("; last read: ", " at ").replace("; expected ", ", expected ");
        text.replace("string literal", "a text in quotes").replace("'[', '{', or a literal", "a value");
        text.replace("number overflow parsing", "a number too large at").replace("end of input", "end of the file");
        return text.left(160);
    }
    template <typename Value>
    bool put(Value&& value) {
        add(Json(std::forward<Value>(value)));
        return true;
    }
    Json* add(Json&& value) {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        Json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_key] = std::move(value));
    }
    bool open(Json&& value) {
        if (m_open.size() >= deepest) throw Error(path() + ": nested more than " + std::to_string(deepest) + " deep.");
        if (!m_open.empty()) m_path.push_back(step(true));
        m_open.push_back(add(std::move(value)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        if (!m_path.empty()) m_path.pop_back();
        return true;
    }
    std::string step(bool opening) const {
        const Json& parent = *m_open.back();
        if (!parent.is_array()) return '.' + keyInPath(m_key);
        return '[' + std::to_string(parent.size() - (opening ? 0 : 1)) + ']';
    }
    std::string path(bool withKey = false) const {
        std::string text;
        for (const std::string& part : m_path) text += part;
        if (withKey) text += step(false);
        if (text.empty()) return "the whole file";
        return text.front() == '.' ? text.substr(1) : text;
    }

    const QByteArray& m_text;
    std::size_t m_mostKeys;
    Json m_root;
    std::vector<Json*> m_open;  // the containers around what comes next; only the innermost grows
    std::vector<std::string> m_path;
    std::string m_key;
};

}  // namespace

Json parseJson(const QByteArray& text, std::size_t mostKeys) {
    Builder builder(text, mostKeys);
    Json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

}  // namespace glassbox
