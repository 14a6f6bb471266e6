#include "engine/formats/python_text.h"

#include <QDir>
#include <QFileInfo>

namespace glassbox {

namespace {

std::string tableLine(const DataSource& source, const QString& folder) {
    const QString relative = QDir(folder).relativeFilePath(source.path);
    const bool beside = !relative.startsWith(QStringLiteral("..")) && !QDir::isAbsolutePath(relative);
    return beside ? "TABLE = FOLDER / " + pythonText(relative.toStdString()) + "\n"
                  : "TABLE = Path(" + pythonText(source.path.toStdString()) + ")\n";
}

std::string inputItem(const SourceInput& input) {
    const std::string category = input.category ? pythonText(*input.category) : "None";
    const std::string missing = input.category ? pythonText(input.missingText) : pythonNumber(input.missingNumber);
    return "(" + std::to_string(input.column) + ", " + category + ", " + missing + ")";
}

/// The formula of a feature over the inputs x[0], x[1].
std::string formulaText(const FeatureTerm& term) {
    const std::string v = "x[" + std::to_string(term.column) + "]";
    switch (term.formula) {
        case FeatureFormula::Raw:
            return v;
        case FeatureFormula::Square:
            return v + " ** 2";
        case FeatureFormula::Cube:
            return v + " ** 3";
        case FeatureFormula::Sine:
            return "math.sin(" + v + ")";
        case FeatureFormula::Cosine:
            return "math.cos(" + v + ")";
        case FeatureFormula::Product:
            return v + " * x[1]";
        case FeatureFormula::Difference:
            return v + " - x[1]";
        case FeatureFormula::Radius:
            return "math.hypot(" + v + ", x[1])";
    }
    return v;
}

std::string numbersLine(const char* name, const std::vector<double>& values) {
    std::vector<std::string> items;
    for (const double value : values) items.push_back(pythonNumber(value));
    return name + (" = " + pythonList(items)) + "\n";
}

std::string rowsLine(const char* name, const std::vector<Index>& rows) {
    std::vector<std::string> items;
    for (const Index row : rows) items.push_back(std::to_string(row));
    return name + (" = frozenset(" + pythonList(items)) + ")\n";
}

std::string constants(const Model& model, const DataSource& source, const QString& folder) {
    const Dataset& data = *model.data;
    std::vector<std::string> inputs, classes, numbers;
    for (const SourceInput& input : source.inputs) inputs.push_back(inputItem(input));
    for (const std::string& name : data.classNames) classes.push_back(pythonText(name));
    for (const double number : source.classNumbers) numbers.push_back(pythonNumber(number));
    std::string text = tableLine(source, folder);
    text += "SEPARATOR, DECIMAL, HEADER = " + pythonText({source.separator}) + ", " + pythonText({source.decimal}) +
            ", " + pythonFlag(source.header) + "\n";
    text += "TARGET = " + std::to_string(source.target) + "  # column, counted from 0\n";
    if (!classes.empty()) text += "CLASSES = " + pythonList(classes) + "\n";
    if (!numbers.empty()) text += "CLASS_NUMBERS = " + pythonList(numbers) + "\n";
    text += "# Inputs: column, the text for which it is 1 (None: the number itself), what stands for a missing cell.\n";
    text += "INPUTS = " + pythonList(inputs) + "\n";
    text += "DROP_INCOMPLETE = " + pythonFlag(source.dropIncomplete) + "  # leave out rows with a missing input\n";
    if (data.featureMap.normalises()) {
        text += "# Mean and standard deviation of each feature over the training part.\n";
        text += numbersLine("CENTRE", data.featureMap.centre()) + numbersLine("SCALE", data.featureMap.scale());
    }
    text += "# Rows that training never sees, counted from 0 behind the header.\n";
    text += rowsLine("VALIDATION_ROWS", source.validationRows);
    text += "# Rows that the table itself leaves out.\n";
    return text + rowsLine("LEFT_OUT_ROWS", source.leftOutRows);
}

const char* const reading = R"py(

def rows_of(path):
    """The rows of the table as lists of texts."""
    data = Path(path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR, skipinitialspace=True)
    cells = ([cell.strip(" \t") for cell in row] for row in rows)
    filled = [row for row in cells if len(row) > 1 or row and row[0]]
    return filled[1:] if HEADER else filled


def is_missing(cell):
    return cell.lower() in ("", "na", "nan", "null", "n/a", "#n/a", "?", "-")


def number(cell):
    return float(cell.replace(DECIMAL, "."))

)py";

std::string featuresFunction(const Model& model, const DataSource& source) {
    std::string text = "\ndef features_of(x):\n    \"\"\"What the network sees of a sample's inputs.\"\"\"\n";
    if (source.formulas) {
        std::vector<std::string> formulas;
        for (const FeatureTerm& term : model.data->featureMap.terms()) formulas.push_back(formulaText(term));
        text += "    values = " + pythonList(formulas) + "\n";
    } else {
        text += "    values = list(x)\n";
    }
    if (model.data->featureMap.normalises())
        text += "    values = [(v - centre) / scale for v, centre, scale in zip(values, CENTRE, SCALE)]\n";
    return text + "    return values\n\n";
}

std::string targetFunction(const Model& model, const DataSource& source) {
    std::string text = "\ndef target_of(cell):\n";
    if (model.data->task == Task::Regression)
        return text + "    \"\"\"The value to predict.\"\"\"\n    return number(cell)\n\n";
    text += "    \"\"\"The number of the class.\"\"\"\n";
    return text + (source.numberedClasses ? "    return CLASS_NUMBERS.index(number(cell))\n\n"
                                          : "    return CLASSES.index(cell)\n\n");
}

const char* const loading = R"py(
def load_data(path):
    """The training and the validation part: for each a list of what the network sees and a list of targets."""
    training, validation = ([], []), ([], [])
    if not Path(path).is_file():
        sys.exit(f"The data are not there: {path}; name them with --data.")
    for row, cells in enumerate(rows_of(path)):
        cells += [""] * (max([TARGET] + [column for column, _, _ in INPUTS]) + 1 - len(cells))
        if row in LEFT_OUT_ROWS or is_missing(cells[TARGET]):
            continue
        if DROP_INCOMPLETE and any(is_missing(cells[column]) for column, _, _ in INPUTS):
            continue
        x = array.array("f")  # inputs are rounded to float32 first
        for column, category, missing in INPUTS:
            cell = cells[column]
            if category is None:
                x.append(missing if is_missing(cell) else number(cell))
            else:
                x.append(float((missing if is_missing(cell) else cell) == category))
        features, targets = validation if row in VALIDATION_ROWS else training
        features.append(features_of(x))
        targets.append(target_of(cells[TARGET]))
    return training, validation

)py";

}  // namespace

std::string pythonData(const Model& model, const DataSource& source, const QString& folder) {
    return constants(model, source, folder) + reading + featuresFunction(model, source) +
           targetFunction(model, source) + loading;
}

}  // namespace glassbox
