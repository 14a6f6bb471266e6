#include "engine/data/data_notices.h"

#include "engine/data/cell_value.h"
#include "engine/nn/quote.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace glassbox {

namespace {

using Kind = DataNotice::Kind;

constexpr double unevenClasses = 3;  // times as many samples in the largest class as in the smallest
constexpr double unevenScales = 10;  // times the spread
constexpr double together = 0.95;    // correlation of two inputs
constexpr double telling = 0.98;     // correlation of an input with the target
constexpr Index few = 30;            // training samples
constexpr std::size_t mostTold = 5;  // notices of one kind

/// Three significant digits, as a person would write them.
std::string figure(double value) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), std::abs(value) >= 1000 && std::abs(value) < 1e6 ? "%.0f" : "%.3g", value);
    return text.data();
}

std::string percent(double share) {
    const double value = 100 * share;
    if (share > 0 && value < 1) return "less than 1 %";
    if (share < 1 && value > 99) return "more than 99 %";
    return std::to_string(std::llround(value)) + " %";
}

class Notices {
  public:
    Notices(const SampleTable& table, const DataFacts& facts, bool normalised)
        : m_table(table), m_facts(facts), m_normalised(normalised) {}

    std::vector<DataNotice> all() {
        missing();
        balance();
        parts();
        constants();
        scales();
        outliers();
        pairs();
        if (m_notices.empty()) {
            add(Kind::Fine,
                "Nothing stands out: no gaps, no values far outside, no constant column, and spreads of the same "
                "order.");
        }
        return std::move(m_notices);
    }

  private:
    void add(Kind kind, std::string sentence, std::vector<Index> columns = {}, std::vector<Index> rows = {}) {
        m_notices.push_back({kind, std::move(sentence), std::move(columns), std::move(rows)});
    }
    std::string name(Index column) const { return inQuotes(m_facts.summaries[static_cast<std::size_t>(column)].name); }
    const ColumnSummary& summary(Index column) const { return m_facts.summaries[static_cast<std::size_t>(column)]; }
    Index columnCount() const { return static_cast<Index>(m_facts.summaries.size()); }
    bool isSeen(Index column) const { return m_table.seen[static_cast<std::size_t>(column)]; }

    void more(Kind kind, std::size_t told, std::size_t all, const std::string& what) {
        if (all > told) add(kind, "The same goes for " + counted(static_cast<Index>(all - told), what) + " more.");
    }

    std::vector<Index> rowsLeftOut() const {
        std::vector<Index> rows;
        for (std::size_t i = 0; i < m_table.parts.size(); ++i)
            if (m_table.parts[i] == SamplePart::LeftOut) rows.push_back(static_cast<Index>(i));
        return rows;
    }

    void missing() {
        std::size_t told = 0, all = 0;
        for (Index i = 0; i < columnCount(); ++i) {
            const ColumnSummary& column = summary(i);
            if (column.missing == 0) continue;
            if (++all > mostTold) continue;
            ++told;
            std::vector<Index> rows;
            const auto& gaps = m_table.columns[static_cast<std::size_t>(i)].missing;
            for (std::size_t row = 0; row < gaps.size(); ++row)
                if (gaps[row]) rows.push_back(static_cast<Index>(row));
            const double share = static_cast<double>(column.missing) / static_cast<double>(m_table.rowCount());
            add(Kind::Missing,
                "Column " + name(i) + " misses " + counted(column.missing, "value") + " of " +
                    std::to_string(m_table.rowCount()) + " (" + percent(share) + ").",
                {i}, std::move(rows));
        }
        more(Kind::Missing, told, all, "column");
        const std::vector<Index> leftOut = rowsLeftOut();
        if (leftOut.empty()) return;
        const Index count = static_cast<Index>(leftOut.size());
        add(Kind::Missing,
            counted(count, "row") + " of " + std::to_string(m_table.rowCount()) +
                (count == 1 ? " is left out, as it misses a value" : " are left out, as they miss a value") +
                "; filling gaps with the mean keeps rows, but invents values.",
            {}, leftOut);
    }

    void balance() {
        if (m_facts.balance.size() < 2) return;
        const auto fewer = [](const ClassCount& a, const ClassCount& b) { return a.total() < b.total(); };
        const auto [least, most] = std::minmax_element(m_facts.balance.begin(), m_facts.balance.end(), fewer);
        Index total = 0;
        for (const ClassCount& count : m_facts.balance) {
            total += count.total();
            if (count.training == 0)
                add(Kind::Imbalance, "Class " + inQuotes(count.name) +
                                         " has no sample to train on: the network can only "
                                         "learn never to say it.");
        }
        if (static_cast<double>(most->total()) < unevenClasses * static_cast<double>(least->total())) return;
        const double without = 1 - static_cast<double>(least->total()) / static_cast<double>(total);
        const double largest = static_cast<double>(most->total()) / static_cast<double>(total);
        std::string sentence = "Class " + inQuotes(least->name) + " has " + std::to_string(least->total()) + " of " +
                               counted(total, "sample") + "; a network that never says it is still right up to " +
                               percent(without) + " of the time";
        sentence +=
            largest >= 0.5 ? ", and one that always says " + inQuotes(most->name) + ", " + percent(largest) + "." : ".";
        add(Kind::Imbalance, sentence + " Look at each class in the confusion matrix, not at the accuracy alone.",
            m_table.target >= 0 ? std::vector<Index>{m_table.target} : std::vector<Index>{});
    }

    void parts() {
        Index training = 0, validation = 0;
        for (const SamplePart part : m_table.parts) {
            training += part == SamplePart::Training ? 1 : 0;
            validation += part == SamplePart::Validation ? 1 : 0;
        }
        if (training < few)
            add(Kind::Few, "There are only " + counted(training, "training sample") +
                               ": a network soon knows them by heart, which is not the same as having understood.");
        if (validation == 0)
            add(Kind::NoValidation,
                "There is no validation part, so nothing will show whether the network does well on samples that it "
                "has never seen.");
    }

    void constants() {
        std::size_t told = 0, all = 0;
        for (Index i = 0; i < columnCount(); ++i) {
            if (!summary(i).isConstant() || (i != m_table.target && !isSeen(i))) continue;
            if (++all > mostTold) continue;
            ++told;
            add(Kind::Constant,
                "Column " + name(i) + " has the same value in every row" +
                    (i == m_table.target ? ": there is nothing to learn." : " and tells the network nothing."),
                {i});
        }
        more(Kind::Constant, told, all, "column");
    }

    void scales() {
        Index narrow = -1, wide = -1;
        for (Index i = 0; i < columnCount(); ++i) {
            const ColumnSummary& column = summary(i);
            if (!isSeen(i) || column.type != ColumnType::Number || !(column.deviation > 0)) continue;
            if (narrow < 0 || column.deviation < summary(narrow).deviation) narrow = i;
            if (wide < 0 || column.deviation > summary(wide).deviation) wide = i;
        }
        if (narrow < 0 || summary(wide).deviation < unevenScales * summary(narrow).deviation) return;
        const double times = summary(wide).deviation / summary(narrow).deviation;
        add(Kind::Scales,
            "Column " + name(wide) + " spreads " + figure(times) + " times as widely as " + name(narrow) +
                " (standard deviations " + figure(summary(wide).deviation) + " and " +
                figure(summary(narrow).deviation) +
                (m_normalised
                     ? "). Normalise is on, so the network gets both on the same scale."
                     : "): the cost is then steep in one direction and flat in the other, and training creeps. "
                       "Turn on Normalise."),
            {wide, narrow});
    }

    void outliers() {
        std::size_t told = 0, all = 0;
        for (Index i = 0; i < columnCount(); ++i) {
            const ColumnSummary& column = summary(i);
            if (column.outliers.empty()) continue;
            if (++all > mostTold) continue;
            ++told;
            const auto count = static_cast<Index>(column.outliers.size());
            std::string rows;
            for (std::size_t k = 0; k < column.outliers.size() && k < 3; ++k) {
                const Index row = m_table.sourceRows[static_cast<std::size_t>(column.outliers[k])] + 1;
                rows += (k ? ", " : "") + std::to_string(row);
            }
            if (count > 3) rows += " …";
            add(Kind::Outliers,
                "Column " + name(i) + " has " + counted(count, "value") + " far outside the others, below " +
                    figure(column.lowerFence) + " or above " + figure(column.upperFence) +
                    (count == 1 ? " (row " : " (rows ") + rows +
                    "). A slip of the pen is to be corrected; a true value belongs to the data.",
                {i}, column.outliers);
        }
        more(Kind::Outliers, told, all, "column");
    }

    void pairs() {
        struct Pair {
            Index a, b;
            float r;
        };
        std::vector<Pair> found;
        const Correlations& all = m_facts.correlations;
        for (Index i = 0; i < all.count(); ++i) {
            for (Index j = i + 1; j < all.count(); ++j) {
                const Index a = all.columns[static_cast<std::size_t>(i)], b = all.columns[static_cast<std::size_t>(j)];
                const bool target = a == m_table.target || b == m_table.target;
                const bool used = (isSeen(a) || a == m_table.target) && (isSeen(b) || b == m_table.target);
                const double size = std::abs(static_cast<double>(all.at(i, j)));
                if (used && size >= (target ? telling : together)) found.push_back({a, b, all.at(i, j)});
            }
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const Pair& a, const Pair& b) { return std::abs(a.r) > std::abs(b.r); });
        for (std::size_t i = 0; i < std::min(found.size(), mostTold); ++i) tell(found[i].a, found[i].b, found[i].r);
        more(Kind::Correlated, mostTold, found.size(), "pair");
    }

    void tell(Index a, Index b, float r) {
        const std::string size = " (correlation " + figure(static_cast<double>(r)) + ")";
        if (a != m_table.target && b != m_table.target) {
            return add(Kind::Correlated,
                       "Columns " + name(a) + " and " + name(b) + " go together" + size +
                           ": the second tells the network hardly more than the first.",
                       {a, b});
        }
        const Index input = a == m_table.target ? b : a;
        add(Kind::Telling,
            "Column " + name(input) + " nearly tells the target by itself" + size +
                ". Make sure that it will be known when the network is asked.",
            {input, m_table.target});
    }

    const SampleTable& m_table;
    const DataFacts& m_facts;
    bool m_normalised;
    std::vector<DataNotice> m_notices;
};

}  // namespace

DataFacts factsOf(const SampleTable& table, const Progress& progress) {
    const auto part = [&](double from, double to) {
        return [&progress, from, to](double share) { return !progress || progress(from + (to - from) * share); };
    };
    DataFacts facts;
    facts.summaries = summarise(table, part(0, 0.6));
    facts.correlations = correlate(table, 100, part(0.6, 1));
    facts.balance = classBalance(table);
    return facts;
}

std::vector<DataNotice> noticesOf(const SampleTable& table, const DataFacts& facts, bool normalised) {
    return Notices(table, facts, normalised).all();
}

}  // namespace glassbox
