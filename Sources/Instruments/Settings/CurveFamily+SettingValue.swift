public import Landscape

extension CurveFamily: SettingValue {}
